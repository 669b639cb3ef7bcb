namespace LockCheck.Specs.Claims;

/// <summary>
/// The cells of protocols.md 6.2 where the model finds something else, and where that is argued, with its schedule.
/// What differs beyond these is new.
/// </summary>
internal static class Table62Differences
{
    private static readonly Dictionary<(string Row, string Id), string> Known = [];

    /// <summary>Where a difference is explained, or null if none is known.</summary>
    public static string? Of(string row, string id) => Known.GetValueOrDefault((row, id));
}
