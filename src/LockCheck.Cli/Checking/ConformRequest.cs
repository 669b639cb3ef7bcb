namespace LockCheck.Cli.Checking;

/// <summary>What <c>lockcheck conform</c> is asked for.</summary>
/// <param name="Only">The names of checks; all if there are none.</param>
/// <param name="Seconds">How long each goes on; null for its own amount.</param>
/// <param name="Seed">The seed of what is drawn.</param>
/// <param name="Json">Whether to print JSON.</param>
/// <param name="Program">The program whose map is compared instead; null for none.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ConformRequest(
    IReadOnlyList<string> Only,
    double? Seconds,
    ulong Seed,
    bool Json,
    string? Program = null,
    IReadOnlyList<string>? Arguments = null);
