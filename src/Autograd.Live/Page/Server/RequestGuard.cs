using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Autograd.Live;

/// <summary>
/// Who may ask: a browser on this machine that was given the address. Other sites that the browser visits can send
/// requests to 127.0.0.1 too, also under a name of theirs that resolves to it; their Host or Origin gives them away,
/// and they do not know the token.
/// </summary>
internal sealed class RequestGuard
{
    // Scripts and styles come from the page's own files alone; data: is for the heat maps inside of ScottPlot's SVG.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly byte[] _token;

    public RequestGuard(string token) => _token = Encoding.UTF8.GetBytes(token);

    /// <summary>
    /// The path behind the token, without its leading slash; null after the response was refused.
    /// </summary>
    public string? Admit(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        SetHeaders(response.Headers);

        var port = context.Connection.LocalPort;
        var isHost = IsOwn(request.Host.Host) && (request.Host.Port ?? 80) == port;
        if (!isHost || !IsOwnOrigin(request.Headers.Origin, port))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            return null;
        }

        var path = (request.Path.Value ?? "").AsSpan().TrimStart('/');
        var end = path.IndexOf('/');
        var token = Encoding.UTF8.GetBytes(path[..(end < 0 ? path.Length : end)].ToString());
        if (!CryptographicOperations.FixedTimeEquals(token, _token))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return null;
        }

        // Relative addresses of the page's files need the slash behind the token.
        if (end >= 0) return path[(end + 1)..].ToString();
        response.Redirect(request.Path.Value + "/");
        return null;
    }

    private static bool IsOwn(string host) => host is "127.0.0.1" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwnOrigin(string? origin, int port) =>
        string.IsNullOrEmpty(origin)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && IsOwn(uri.Host) && uri.Port == port);

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
