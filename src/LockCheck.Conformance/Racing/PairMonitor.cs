using LockCheck.Engine;
using LockCheck.Kernel;
using Monitor = LockCheck.Kernel.Monitor;

namespace LockCheck.Conformance.Racing;

/// <summary>
/// Reports pairs of neighbouring records, each as a property of its own. History is the number of the last record, if
/// a pair has it.
/// </summary>
/// <param name="pairs">The pairs, in model pages.</param>
/// <param name="allFound">Told when each of them has been reported.</param>
internal sealed class PairMonitor(IReadOnlyList<RecordPair> pairs, Action allFound) : Monitor
{
    /// <summary>The most pairs: the properties that a model has room for.</summary>
    public const int PairsMax = Property.CountMax - Property.FirstOfModel;

    private readonly List<RegionRecord?> _records =
        [null, .. pairs.SelectMany(pair => (RegionRecord?[])[pair.First, pair.Second]).OfType<RegionRecord>()
            .Distinct().Select(record => (RegionRecord?)record)];

    private readonly bool[] _found = new bool[pairs.Count];
    private readonly Property[] _properties = [.. pairs.Select((pair, at) => new Property(
        Property.FirstOfModel + at, IdOf(at), $"delivers {pair}", PropertyKind.Observation))];

    private int _missing = pairs.Count;
    private Region<byte> _last;

    public override IReadOnlyList<Property> Properties => _properties;

    public override KernelEvent Subscribes => KernelEvent.Read | KernelEvent.Record;

    /// <summary>The id of the property of a pair.</summary>
    public static string IdOf(int at) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"pair-{at}");

    public override void Attach(KernelModel model, VectorLayout layout) =>
        _last = layout.History<byte>("last record", model.ReaderCount);

    public override void OnReadBegin(int reader) => _last[reader] = 0;

    public override void OnRecord(int reader, in MapRecord record)
    {
        var shown = new RegionRecord(record.Start, record.End, record.Attributes.Prot);
        var number = _records.IndexOf(shown);
        Report(_last[reader], number);
        _last[reader] = (byte)(number < 0 ? byte.MaxValue : number);
    }

    public override void OnReadEnd(int reader, int error)
    {
        if (error == 0)
        {
            Report(_last[reader], 0);
        }

        _last[reader] = 0;
    }

    private void Report(byte first, int second)
    {
        if (first == byte.MaxValue || second < 0)
        {
            return;
        }

        var pair = new RecordPair(_records[first], _records[second]);
        for (var at = 0; at < pairs.Count; at++)
        {
            if (pairs[at] != pair)
            {
                continue;
            }

            Stepper.Current.Report(_properties[at]);
            Stepper.Current.Explain($"! delivers {pair}");
            if (!_found[at])
            {
                // Nothing of this is state: it only ends a search that has nothing left to find.
                _found[at] = true;
                if (--_missing == 0)
                {
                    allFound();
                }
            }
        }
    }
}
