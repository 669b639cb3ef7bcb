namespace LockCheck.Kernel;

/// <summary>What an iterator's callback did.</summary>
public enum IteratorCall
{
    /// <summary>start or next returned an object.</summary>
    ReturnedObject,

    /// <summary>start or next returned NULL.</summary>
    ReturnedNull,

    /// <summary>start is called.</summary>
    Start,

    /// <summary>next is called.</summary>
    Next,

    /// <summary>stop has returned.</summary>
    Stopped,

    /// <summary>
    /// The program's end call is run, with no object: the program believes that the listing is complete.
    /// </summary>
    EndCall,

    /// <summary>new of an open-coded iterator is called.</summary>
    New,

    /// <summary>new has returned an error: the iterator is an empty one.</summary>
    NewFailed,

    /// <summary>next of an open-coded iterator has returned NULL; destroy is still to come.</summary>
    Drained,

    /// <summary>destroy has returned.</summary>
    Destroyed,
}
