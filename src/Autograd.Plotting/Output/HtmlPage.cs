using System.Net;
using System.Text;

namespace Autograd.Plotting;

/// <summary>A page of figures that needs no other file.</summary>
internal static class HtmlPage
{
    internal static string Of(IReadOnlyList<Figure> figures, string title)
    {
        var pictures = figures.Select(figure => figure.ToSvg(embedFont: false)).ToArray();
        var characters = string.Concat(pictures.Select(SvgDocument.Text));
        var page = new StringBuilder();
        page.Append($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{WebUtility.HtmlEncode(title)}}</title>
            <style>
            {{PlotFont.FontFace(characters + title)}}
            body{margin:0;padding:1rem;display:flex;flex-wrap:wrap;gap:1rem;font-family:"{{PlotFont.Family}}",sans-serif;color-scheme:light dark}
            figure{margin:0;max-width:100%}
            figure svg{max-width:100%;height:auto;display:block}
            </style>
            </head>
            <body>

            """);
        foreach (var picture in pictures) page.Append("<figure>\n").Append(picture.TrimEnd()).Append("\n</figure>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }
}
