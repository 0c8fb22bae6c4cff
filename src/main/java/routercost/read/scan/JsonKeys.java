package routercost.read.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routercost.read.row.ColumnLayout;
import routercost.read.text.DecodingReader;
import routercost.read.text.SwarBytes;

/// The keys that the objects of one log have, as bytes, and the shapes that they come in: which of
/// the wanted keys, in which order. Learnt while reading; one for each worker.
///
/// A shape is what a row's names are to the careful reading: it decides which value is what.
public final class JsonKeys {
  private static final int MOST_KEYS = 256;
  private static final int MOST_SHAPES = 4096;
  /// The longest key that is looked at.
  static final int LONGEST = 200;

  /// What the value at a path is to the reading.
  public enum Meaning {
    /// It is passed over.
    NOTHING,
    /// Its text is kept.
    WANTED,
    /// The same, for what must not be an object or a list: such a record is left to the careful
    /// reading.
    COUNT,
    /// Its object is left to the careful reading.
    ODD,
    /// A list whose objects have keys with meanings.
    ITEMS,
    /// A text that leaves its object to the careful reading, unless it is `TEXT`.
    MODALITY,
    /// A text that leaves its object to the careful reading if it is that of a web search.
    ITEM_TYPE,
    /// A text that the model wrote: its length counts.
    WRITTEN,
    /// The same, for all that it holds.
    ALL_WRITTEN
  }

  /// What the keys of a log mean.
  public interface Naming {
    /// What a value is, by its path; the path of what stands in a list ends in `[]`.
    Meaning meaning(String path);

    /// Whether an object that has this key anywhere in what is passed over is left to the careful
    /// reading.
    default boolean isOdd(byte[] bytes, int from, int to) {
      return false;
    }

    /// How an object with values at these paths is read; null if only the careful reading can tell.
    @Nullable ColumnLayout plan(List<String> paths);
  }

  private final Naming naming;
  private final Node root = new Node("");
  private final Shape start = new Shape(null, "");
  private final Shape tooMany = new Shape(null, "");
  private int shapes;

  public JsonKeys(Naming naming) {
    this.naming = naming;
  }

  Naming naming() {
    return naming;
  }

  Node root() {
    return root;
  }

  Shape start() {
    return start;
  }

  /// The keys of one object, wherever it stands.
  final class Node {
    private final String prefix;
    private final List<Key> keys = new ArrayList<>();
    private @Nullable Key latest;

    Node(String prefix) {
      this.prefix = prefix;
    }

    /// The key whose first byte stands at `at`; null if it cannot be read here.
    @Nullable Key key(byte[] bytes, int at) {
      Key expected = latest == null ? null : latest.following;
      if (expected != null && expected.isAt(bytes, at)) {
        latest = expected;
        return expected;
      }
      for (Key key : keys) {
        if (key.isAt(bytes, at)) {
          return followed(key);
        }
      }
      int end = at;
      while (bytes[end] != '"') {
        if (bytes[end] == '\\' || (bytes[end] >= 0 && bytes[end] < ' ') || end - at > LONGEST) {
          return null;
        }
        end++;
      }
      if (keys.size() == MOST_KEYS) {
        return null;
      }
      keys.add(new Key(bytes, at, end, prefix));
      return followed(keys.getLast());
    }

    private Key followed(Key key) {
      if (latest != null) {
        latest.following = key;
      }
      latest = key;
      return key;
    }
  }

  /// One key of one object.
  final class Key {
    private final String path;
    private final long[] octets;
    private final long lastMask;
    private final int width;
    private final long foreign;
    private final Meaning meaning;
    private final boolean wanted;
    private final boolean special;
    private final Node node;
    private final @Nullable Node items;
    private @Nullable Key following;

    Key(byte[] bytes, int from, int quote, String prefix) {
      int length = quote + 1 - from;
      this.path = prefix + DecodingReader.decoded(bytes, from, quote);
      this.octets = new long[(length + 7) >> 3];
      this.lastMask = -1L >>> ((octets.length * 8 - length) << 3);
      for (int i = 0; i < octets.length; i++) {
        octets[i] = SwarBytes.at(bytes, from + 8 * i);
      }
      octets[octets.length - 1] &= lastMask;
      this.foreign = DecodingReader.isUtf8(bytes, from, quote) ? 0 : -1;
      this.width = length + 1;
      this.meaning = naming.meaning(path);
      this.wanted = meaning == Meaning.WANTED || meaning == Meaning.COUNT;
      this.special = meaning == Meaning.ALL_WRITTEN || meaning == Meaning.COUNT;
      this.node = new Node(path + ".");
      this.items = meaning == Meaning.ITEMS ? new Node(path + "[].") : null;
    }

    private boolean isAt(byte[] bytes, int at) {
      int end = octets.length - 1;
      for (int i = 0; i < end; i++) {
        if (SwarBytes.at(bytes, at + 8 * i) != octets[i]) {
          return false;
        }
      }
      return (SwarBytes.at(bytes, at + 8 * end) & lastMask) == octets[end];
    }

    /// How many bytes it takes, with both quotes.
    int width() {
      return width;
    }

    /// Has high bits if it is not UTF-8.
    long foreign() {
      return foreign;
    }

    Meaning meaning() {
      return meaning;
    }

    /// Whether its value is kept.
    boolean isWanted() {
      return wanted;
    }

    /// Whether an object or list is not just passed over where it is the value.
    boolean isSpecial() {
      return special;
    }

    /// Whether it leaves its object to the careful reading.
    boolean isOdd() {
      return meaning == Meaning.ODD;
    }

    /// Whether its value leaves its object to the careful reading, unless it is `TEXT`.
    boolean isModality() {
      return meaning == Meaning.MODALITY;
    }

    /// Whether its value leaves its object to the careful reading if it is that of a web search.
    boolean isItemType() {
      return meaning == Meaning.ITEM_TYPE;
    }

    /// The keys of the objects in the list that is its value; null if they mean nothing.
    @Nullable Node items() {
      return items;
    }

    /// The keys of the object that is its value.
    Node node() {
      return node;
    }
  }

  /// The wanted keys that an object had so far.
  final class Shape {
    private final @Nullable Shape before;
    private final String path;
    private final List<Key> keys = new ArrayList<>();
    private final List<Shape> longer = new ArrayList<>();
    private @Nullable Key latestKey;
    private @Nullable Shape latest;
    private @Nullable ColumnLayout plan;

    Shape(@Nullable Shape before, String path) {
      this.before = before;
      this.path = path;
    }

    /// This shape with one more key.
    Shape with(Key key) {
      if (key == latestKey && latest != null) {
        return latest;
      }
      if (this == tooMany) {
        return this;
      }
      int known = keys.indexOf(key);
      if (known < 0) {
        if (shapes == MOST_SHAPES) {
          return tooMany;
        }
        shapes++;
        known = keys.size();
        keys.add(key);
        longer.add(new Shape(this, key.path));
      }
      latestKey = key;
      latest = longer.get(known);
      return latest;
    }

    /// How an object of this shape is read; null if there are too many to know, or if a key stands
    /// in it twice.
    @Nullable ColumnLayout plan() {
      ColumnLayout known = plan;
      if (known == null && this != tooMany) {
        var names = names();
        if (names.stream().distinct().count() == names.size()) {
          known = naming.plan(names);
          plan = known;
        }
      }
      return known;
    }

    /// The paths of its keys.
    List<String> names() {
      var names = new ArrayList<String>();
      for (Shape shape = this; shape.before != null; shape = shape.before) {
        names.addFirst(shape.path);
      }
      return names;
    }
  }
}
