using System.Globalization;

namespace LockCheck.Engine;

/// <summary>
/// Names for the threads of a run. A slot is used once in a run and keeps its role, so the names of the last state
/// are those of the whole run.
/// </summary>
internal static class ThreadLabels
{
    /// <summary>Separates the name from the slot where several threads have one name.</summary>
    public const char Separator = '#';

    /// <summary>Names each slot: <c>name</c>, or <c>name#slot</c> when it is not the only one of that name.</summary>
    public static string[] Of(StateView state)
    {
        var names = new string[state.ThreadCount];
        for (var slot = 0; slot < names.Length; slot++)
        {
            names[slot] = IsUsed(state, slot) ? state.NameOf(ThreadId.Of(slot)) : string.Empty;
        }

        return [.. names.Select((name, slot) => names.Count(other => other == name) > 1 && name.Length > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{name}{Separator}{slot}")
            : name)];
    }

    /// <summary>Finds the thread behind a recorded name; -1 and a reason when there is not exactly one.</summary>
    public static int Find(StateView state, string label, out string problem)
    {
        var found = -1;
        for (var slot = 0; slot < state.ThreadCount; slot++)
        {
            if (!IsUsed(state, slot))
            {
                continue;
            }

            var name = state.NameOf(ThreadId.Of(slot));
            if (label == string.Create(CultureInfo.InvariantCulture, $"{name}{Separator}{slot}"))
            {
                problem = string.Empty;
                return slot;
            }

            if (label == name)
            {
                if (found >= 0)
                {
                    problem = $"several threads have the name {label}";
                    return -1;
                }

                found = slot;
            }
        }

        problem = found < 0 ? $"no thread has the name {label}" : string.Empty;
        return found;
    }

    private static bool IsUsed(StateView state, int slot) =>
        state.StatusOf(ThreadId.Of(slot)) != ThreadStatus.Unused;
}
