using Monitor = Microsoft.Coyote.Specifications.Monitor;

namespace LockCheck.Coyote.Hosts;

/// <summary>The safety monitor: a property of the model that a step breaks is an error of the specification.</summary>
internal sealed class PropertyMonitor : Monitor
{
    /// <summary>A step broke a property.</summary>
    /// <param name="text">What is said of it.</param>
    public sealed class Broken(string text) : Event
    {
        /// <summary>Gets what is said of it.</summary>
        public string Text { get; } = text;
    }

    [Start]
    [OnEventDoAction(typeof(Broken), nameof(OnBroken))]
    private sealed class Holding : State;

    // Found by its name. The text is an argument, because it may have braces.
    private void OnBroken(Event broken) => Assert(false, "{0}", ((Broken)broken).Text);
}
