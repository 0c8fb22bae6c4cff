package routercost.usage;

/// The usage under one key: the smallest piece that is priced.
public record Slice(UsageKey key, Usage usage) {}
