using System.Reflection;
using LockCheck.Coyote.StandIn.Scheduling;

namespace Microsoft.Coyote.Specifications;

/// <summary>Stand-in. A monitor of one state, which is where it starts.</summary>
public abstract class Monitor
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>Makes the monitor.</summary>
    protected Monitor()
    {
    }

    internal void Tell(Event e)
    {
        var start = GetType().GetNestedTypes(Members)
            .Single(type => type.IsSubclassOf(typeof(State)) && State.IsStart(type));
        var action = State.ActionOn(start, e.GetType()) ??
            throw new InvalidOperationException($"{GetType().Name} has no action for {e.GetType().Name}.");
        GetType().GetMethod(action, Members)!.Invoke(this, BindingFlags.DoNotWrapExceptions, null, [e], null);
    }

    /// <summary>Ends the run with a bug if something does not hold.</summary>
    /// <param name="predicate">Whether it holds.</param>
    /// <param name="s">The text of the bug, with a place for the argument.</param>
    /// <param name="arg0">The argument.</param>
    protected void Assert(bool predicate, string s, object arg0) =>
        ControlledRun.Current.Assert(predicate, s, arg0);

    /// <summary>What a monitor is told.</summary>
    public abstract class Event;

    /// <summary>A state of a monitor.</summary>
    public abstract class State
    {
        /// <summary>Makes the state.</summary>
        protected State()
        {
        }

        internal static bool IsStart(Type state) => state.IsDefined(typeof(StartAttribute));

        internal static string? ActionOn(Type state, Type e) => state
            .GetCustomAttributes<OnEventDoActionAttribute>().FirstOrDefault(known => known.Event == e)?.Action;

        /// <summary>The monitor starts in this state.</summary>
        [AttributeUsage(AttributeTargets.Class)]
        protected sealed class StartAttribute : Attribute;

        /// <summary>What the monitor does when it is told something in this state.</summary>
        /// <param name="eventType">What it is told.</param>
        /// <param name="actionName">The method of the monitor.</param>
        [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
        protected sealed class OnEventDoActionAttribute(Type eventType, string actionName) : Attribute
        {
            internal Type Event { get; } = eventType;

            internal string Action { get; } = actionName;
        }
    }
}
