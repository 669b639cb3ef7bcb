namespace LockCheck.Engine;

/// <summary>
/// Picks a field of a struct, as a static lambda: <c>static (ref Account account) => ref account.Balance</c>.
/// </summary>
/// <typeparam name="TOwner">The struct.</typeparam>
/// <typeparam name="TField">The field.</typeparam>
/// <param name="owner">A value of the struct.</param>
/// <returns>Its field.</returns>
public delegate ref TField FieldOf<TOwner, TField>(ref TOwner owner);
