namespace LockCheck.Engine.Tests.Routines;

public class TypeTableTests
{
    [Fact]
    public void Whatever_was_added_is_found_also_when_ids_collide_in_the_table()
    {
        var table = new TypeTable<string>("thing");
        var random = new SplitMix(1);
        var ids = Enumerable.Range(0, 2000).Select(i => i % 2 == 0 ? (uint)i << 20 | 7 : (uint)random.Next()).ToList();
        foreach (var id in ids)
        {
            table.Add(id, $"{id}", name => name);
        }

        Assert.All(ids, id => Assert.Equal($"{id}", table.Find(id)));
        var all = table.All(name => name);
        Assert.Equal(ids.Distinct().Select(id => $"{id}").Order(StringComparer.Ordinal), all);
    }

    [Fact]
    public void The_first_of_a_name_stays()
    {
        var table = new TypeTable<object>("thing");
        object first = new(), second = new();
        table.Add(5, first, _ => "same");
        table.Add(5, second, _ => "same");
        Assert.Same(first, table.Find(5));
    }

    [Fact]
    public void Two_names_with_one_hash_are_an_error_that_names_both()
    {
        var table = new TypeTable<string>("thing");
        table.Add(5, "one", name => name);
        var error = Assert.Throws<InvalidOperationException>(() => table.Add(5, "two", name => name));
        Assert.Contains("thing types one and two have the same name hash 00000005", error.Message);
    }

    [Fact]
    public void An_unknown_id_is_an_error()
    {
        var table = new TypeTable<string>("thing");
        var error = Assert.Throws<InvalidOperationException>(() => table.Find(17));
        Assert.Contains("No thing has the id 00000011", error.Message);
    }
}
