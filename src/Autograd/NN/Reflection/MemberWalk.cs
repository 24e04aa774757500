using System.Text;

namespace Autograd.NN;

/// <summary>
/// Visits a module and all its descendants, parents before their children. The path from the root is kept in a list and
/// not on the stack, so that modules and collections may be nested as deep as memory allows.
/// </summary>
internal abstract class MemberWalk
{
    private readonly List<Level> _path = [];

    // Caches the last member whose full name was computed, and that name, because the names of its own members begin
    // with it.
    private (Member? Member, string Name) _named;

    /// <summary>Visits an owner and all descendants that <see cref="Enter"/> accepts.</summary>
    protected void Run(object root)
    {
        Descend(new Level(root, "", MemberFinder.MembersOf(root)) { FullName = "" });
        while (_path.Count > 0)
        {
            var level = _path[^1];
            if (level.Next == level.Members.Count)
            {
                Leave(level.Owner);
                _path.RemoveAt(_path.Count - 1);
                continue;
            }

            var member = level.Members[level.Next++];
            if (member.Kind is MemberKind.Module or MemberKind.Collection && Enter(member))
                Descend(LevelOf(member));
        }
    }

    /// <summary>Called for a module or collection; returns true if its members are to be visited too.</summary>
    protected abstract bool Enter(Member member);

    /// <summary>Called with the members of an accepted owner, before any of them is entered.</summary>
    protected virtual void Visit(List<Member> members)
    {
    }

    /// <summary>Called after all descendants of an owner have been visited.</summary>
    protected virtual void Leave(object owner)
    {
    }

    /// <summary>The owner that is being visited or left.</summary>
    protected object Owner => _path[^1].Owner;

    /// <summary>Its full name; empty for the root.</summary>
    protected string OwnerName => FullNameOf(_path.Count - 1);

    /// <summary>
    /// The full name, from the root, of a member of the owner that is being visited: <c>layers.0.weight</c>.
    /// </summary>
    protected string NameOf(Member member)
    {
        var prefix = FullNameOf(_path.Count - 1);
        var name = prefix.Length == 0 ? member.Name : string.Concat(prefix, ".", member.Name);
        _named = (member, name);
        return name;
    }

    /// <summary>The full name of an owner on the path from the root; empty for the root.</summary>
    private string FullNameOf(int level)
    {
        if (_path[level].FullName is { } known) return known;
        var first = level;
        while (_path[first].FullName is null) first--;
        var name = new StringBuilder(_path[first].FullName);
        for (var i = first + 1; i <= level; i++)
        {
            if (name.Length > 0) name.Append('.');
            name.Append(_path[i].Name);
        }

        return _path[level].FullName = name.ToString();
    }

    private Level LevelOf(Member member) => new(member.Value, member.Name, MemberFinder.MembersOf(member.Value))
    {
        FullName = ReferenceEquals(member, _named.Member) ? _named.Name : null,
    };

    private void Descend(Level level)
    {
        _path.Add(level);
        Visit(level.Members);
    }

    private sealed class Level(object owner, string name, List<Member> members)
    {
        public object Owner { get; } = owner;

        public string Name { get; } = name;

        public List<Member> Members { get; } = members;

        public int Next { get; set; }

        /// <summary>The full name from the root; null until it is computed.</summary>
        public string? FullName { get; set; }
    }
}
