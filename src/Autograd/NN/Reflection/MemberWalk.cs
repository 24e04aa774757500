using System.Text;

namespace Autograd.NN;

/// <summary>
/// Visits a module and everything below it, parents before their children. The way down is kept in a list and not on
/// the stack, so that modules and collections may be nested as deep as memory allows.
/// </summary>
internal abstract class MemberWalk
{
    private readonly List<Level> _path = [];

    /// <summary>Visits an owner and, of what is below, all that is let in.</summary>
    protected void Run(object root)
    {
        Descend(root, "");
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
                Descend(member.Value, member.Name);
        }
    }

    /// <summary>Meets a module or collection; says whether what is in it is visited too.</summary>
    protected abstract bool Enter(Member member);

    /// <summary>Meets the members of an owner that was let in, before any of them is entered.</summary>
    protected virtual void Visit(List<Member> members)
    {
    }

    /// <summary>Is done with all that is below an owner.</summary>
    protected virtual void Leave(object owner)
    {
    }

    /// <summary>
    /// The name of a member of the owner that is being visited, from the root: <c>layers.0.weight</c>.
    /// </summary>
    protected string NameOf(Member member)
    {
        var name = new StringBuilder();
        for (var i = 1; i < _path.Count; i++) name.Append(_path[i].Name).Append('.');
        return name.Append(member.Name).ToString();
    }

    private void Descend(object owner, string name)
    {
        var members = MemberFinder.MembersOf(owner);
        _path.Add(new Level(owner, name, members));
        Visit(members);
    }

    private sealed class Level(object owner, string name, List<Member> members)
    {
        public object Owner { get; } = owner;

        public string Name { get; } = name;

        public List<Member> Members { get; } = members;

        public int Next { get; set; }
    }
}
