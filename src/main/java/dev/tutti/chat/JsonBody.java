package dev.tutti.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object as its bytes with an index of its top-level members: a member is replaced or
 * removed by splicing, and everything else stays as it was written. Immutable; the bytes must not
 * be changed by who hands them in.
 */
public final class JsonBody {
  /** No object at all, until there is one. */
  public static final JsonBody NONE = new JsonBody(new byte[0], new MemberIndex());

  private final byte[] bytes;
  private final int start;
  private final int end;
  private final MemberIndex members;
  private final int pivot;
  private final int shift;

  /**
   * A body whose members are known; a scanner makes both in one pass.
   *
   * @param members not to be changed any more
   */
  public JsonBody(byte[] bytes, MemberIndex members) {
    this(bytes, 0, bytes.length, members);
  }

  /** The same of one that stands among other bytes, where the index counts from its beginning. */
  public JsonBody(byte[] bytes, int start, int end, MemberIndex members) {
    this(bytes, start, end, members, 0, 0);
  }

  /**
   * @param pivot place behind which everything stands elsewhere than the index says
   * @param shift how much farther
   */
  private JsonBody(byte[] bytes, int start, int end, MemberIndex members, int pivot, int shift) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.members = members;
    this.pivot = pivot;
    this.shift = shift;
  }

  /**
   * Whether other bytes are the same before and after one text of this object.
   *
   * @param from the first byte of the text, from the object's beginning
   * @param to the byte after it
   */
  public boolean isSameAround(int from, int to, byte[] other, int otherStart, int otherEnd) {
    int after = end - start - to;
    return otherEnd - otherStart >= from + after
        && Arrays.equals(bytes, start, start + from, other, otherStart, otherStart + from)
        && Arrays.equals(bytes, end - after, end, other, otherEnd - after, otherEnd);
  }

  /**
   * Another object that differs in one text within a value only, and so needs no index of its own.
   *
   * @param text place of that text in both, from the object's beginning
   * @param other bytes of the other object; not to be changed
   */
  public JsonBody differing(int text, byte[] other, int otherStart, int otherEnd) {
    int longer = otherEnd - otherStart - (end - start);
    return new JsonBody(other, otherStart, otherEnd, members, text, longer);
  }

  private int at(int place) {
    return start + (place > pivot ? place + shift : place);
  }

  private int start(int member) {
    return at(members.places[3 * member]);
  }

  private int from(int member) {
    return at(members.places[3 * member + 1]);
  }

  private int to(int member) {
    return at(members.places[3 * member + 2]);
  }

  /** The bytes of a tree, indexed. */
  public static JsonBody of(ObjectNode tree) {
    return parse(Json.bytes(tree));
  }

  /**
   * Indexes an upstream's object.
   *
   * @throws Fault {@code truncated} when it breaks off, {@code upstream_error} when it is not a
   *     JSON object
   */
  public static JsonBody parse(byte[] bytes) {
    var index = new MemberIndex();
    try (var parser = Json.scanning(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Fault.of(FaultCode.UPSTREAM_ERROR, "not a JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        index.begin(parser);
        parser.nextToken();
        index.value(parser);
        parser.skipChildren();
        index.end(parser);
      }
      return new JsonBody(bytes, index);
    } catch (JacksonException e) {
      throw Json.unreadable(e, bytes, 0, bytes.length);
    }
  }

  /** Whether there is such a member. */
  public boolean has(String name) {
    return member(name) >= 0;
  }

  /** The first name of a member that is such a name. */
  public Optional<String> firstName(Predicate<String> which) {
    for (int i = 0; i < members.count; i++) {
      if (which.test(members.names[i])) {
        return Optional.of(members.names[i]);
      }
    }
    return Optional.empty();
  }

  /**
   * One top-level value, read on demand; a missing one is a missing node. Of members with the same
   * name the last one counts, as for every upstream.
   */
  public JsonNode get(String name) {
    int member = member(name);
    return member < 0 ? MissingNode.getInstance() : Json.tree(bytes, from(member), to(member));
  }

  /** One top-level value as it was written; empty where there is none. */
  public Optional<byte[]> written(String name) {
    int member = member(name);
    return member < 0
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(bytes, from(member), to(member)));
  }

  /** The number of the last one of a name, negative where there is none. */
  private int member(String name) {
    int member = members.count - 1;
    while (member >= 0 && !members.names[member].equals(name)) {
      member--;
    }
    return member;
  }

  /** The whole object, as a tree of the caller's own. */
  public ObjectNode tree() {
    return (ObjectNode) Json.tree(bytes, start, end);
  }

  /** The object as it was written; not to be changed. */
  public byte[] bytes() {
    return length() == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, end);
  }

  /** Length in bytes. */
  public int length() {
    return end - start;
  }

  /** The value of a member that is a number; empty where there is none, or something else. */
  public OptionalDouble number(String name) {
    int member = member(name);
    if (member < 0 || (bytes[from(member)] != '-' && !isDigit(bytes[from(member)]))) {
      return OptionalDouble.empty();
    }
    int from = from(member);
    return OptionalDouble.of(
        Double.parseDouble(
            new String(bytes, from, to(member) - from, StandardCharsets.ISO_8859_1)));
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** This object with the edits applied; not to be changed. */
  public byte[] with(JsonEdits edits) {
    if (isSame(edits)) {
      return bytes();
    }
    int[] length = {0};
    write(edits, (_, _, many) -> length[0] += many);
    var all = ByteBuffer.allocate(length[0]);
    write(edits, all::put);
    return all.array();
  }

  /** Whether the edits say what is there already. */
  private boolean isSame(JsonEdits edits) {
    for (int i = 0; i < members.count; i++) {
      var edit = edits.of(members.names[i]);
      if (edit != null && !Arrays.equals(edit, 0, edit.length, bytes, from(i), to(i))) {
        return false;
      }
    }
    return !edits.hasMissing(this);
  }

  /** Writes this object with the edits applied, in one pass. */
  public void write(JsonEdits edits, Appender out) {
    int at = start;
    boolean empty = true;
    for (int i = 0; i < members.count; i++) {
      var edit = edits.of(members.names[i]);
      if (edit == null) {
        empty = false;
      } else if (edit.length > 0) {
        out.append(bytes, at, from(i) - at);
        out.append(edit, 0, edit.length);
        at = to(i);
        empty = false;
      } else {
        int cut = empty ? start(i) : comma(start(i));
        out.append(bytes, at, cut - at);
        at = empty ? next(to(i)) : to(i);
      }
    }
    int close = end;
    while (bytes[close - 1] != '}') {
      close--;
    }
    out.append(bytes, at, close - 1 - at);
    edits.writeMissing(this, empty, out);
    out.append(bytes, close - 1, end - close + 1);
  }

  /**
   * Writes the members but some, sorted by their names, each value as it was written: the same for
   * objects that differ in order, or in white space between members, only. It is no JSON object.
   */
  public void writeSorted(Set<String> without, Appender out) {
    IntStream.range(0, members.count)
        .filter(member -> !without.contains(members.names[member]))
        .boxed()
        .sorted(Comparator.comparing(member -> members.names[member]))
        .forEach(
            member -> {
              var name = Json.bytes(members.names[member]);
              out.append(name, 0, name.length);
              out.append(bytes, from(member), to(member) - from(member));
            });
  }

  /** The comma before a member that is not the first one left. */
  private int comma(int start) {
    int at = start - 1;
    while (bytes[at] != ',') {
      at--;
    }
    return at;
  }

  /** Place at which the member after a removed first one begins, or the closing brace. */
  private int next(int end) {
    int at = end;
    while (bytes[at] != ',' && bytes[at] != '}') {
      at++;
    }
    return bytes[at] == ',' ? at + 1 : at;
  }

  /** Receiver of written bytes; a buffer's own {@code append(bytes, from, length)}. */
  @FunctionalInterface
  public interface Appender {
    /** Appends {@code length} bytes from {@code from} on. */
    void append(byte[] bytes, int from, int length);
  }

  /** Notes where members stand while somebody else drives the parser. Not thread-safe. */
  public static final class MemberIndex {
    private static final int USUAL = 10;

    private String[] names = new String[USUAL];

    /** Of each member the opening quote of its name, the first byte of its value, its end. */
    private int[] places = new int[3 * USUAL];

    private int count;

    /** The parser stands on a top-level name. */
    public void begin(JsonParser parser) {
      if (count == names.length) {
        names = Arrays.copyOf(names, 2 * count);
        places = Arrays.copyOf(places, 6 * count);
      }
      names[count] = parser.currentName();
      places[3 * count] = (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The parser stands on that member's value. */
    public void value(JsonParser parser) {
      places[3 * count + 1] = (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The parser stands on the value's last token. */
    public void end(JsonParser parser) {
      parser.finishToken();
      places[3 * count + 2] = (int) parser.currentLocation().getByteOffset();
      count++;
    }
  }
}
