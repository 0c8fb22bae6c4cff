package routercost.read.exports;

/// The ids of many records, as hashes of 64 bits: at most 32 bytes for each, however long it is.
/// Open addressing, at least a quarter and at most half of the places taken.
final class IdSet {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private long[] places = new long[16];
  private int size;

  /// Adds an id.
  void add(String id) {
    long hash = hash(id);
    int place = place(places, hash);
    if (places[place] == 0) {
      places[place] = hash;
      size++;
      if (2 * size > places.length) {
        grow();
      }
    }
  }

  /// Whether an id was added.
  boolean has(String id) {
    long hash = hash(id);
    return places[place(places, hash)] == hash;
  }

  private void grow() {
    long[] more = new long[2 * places.length];
    for (long hash : places) {
      if (hash != 0) {
        more[place(more, hash)] = hash;
      }
    }
    places = more;
  }

  /// Where a hash is, or the free place where it belongs.
  private static int place(long[] places, long hash) {
    int place = (int) hash & (places.length - 1);
    while (places[place] != 0 && places[place] != hash) {
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }

  /// Never 0, which marks a free place.
  private static long hash(String id) {
    long hash = id.length();
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * FACTOR;
      hash ^= hash >>> 29;
    }
    return hash == 0 ? FACTOR : hash;
  }
}
