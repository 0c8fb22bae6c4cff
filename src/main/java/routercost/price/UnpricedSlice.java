package routercost.price;

import routercost.usage.Slice;

/// A slice that has no price: counted, named, in no total.
public record UnpricedSlice(Slice slice, String reason) {}
