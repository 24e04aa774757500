using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Autograd.LiveCost;

/// <summary>Does what an open page does: follows the events, and asks for each chart that has changed.</summary>
internal static class Reader
{
    public static async Task<int> Follow(Uri page)
    {
        using var http = new HttpClient { BaseAddress = page };
        using var events = await http.GetStreamAsync("events");
        await foreach (var item in SseParser.Create(events).EnumerateAsync())
        {
            if (item.EventType != "panel") continue;
            var id = JsonDocument.Parse(item.Data).RootElement.GetProperty("id").GetInt32();
            await http.GetByteArrayAsync($"panels/{id}/chart?w=620&h=280");
        }

        return 0;
    }
}
