namespace LockCheck.Conformance.Bpf;

/// <summary>
/// Numbers for anon_vmas by first appearance, from 1; 0 is none. The recorded sequences number through all views of a
/// sequence, so one is kept for as long as views are compared with each other. A freed anon_vma's address may come
/// back as another's, as it may have in the recordings.
/// </summary>
public sealed class AnonVmaNumbers
{
    private readonly List<ulong> seen = [0];

    internal int Of(ulong anonVma)
    {
        int number = seen.IndexOf(anonVma);
        if (number < 0)
        {
            number = seen.Count;
            seen.Add(anonVma);
        }

        return number;
    }
}
