package dev.tutti.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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
  private final byte[] bytes;
  private final List<Member> members;

  /** A body whose members are known; a scanner makes both in one pass. */
  public JsonBody(byte[] bytes, List<Member> members) {
    this.bytes = bytes;
    this.members = members;
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
      return new JsonBody(bytes, index.members());
    } catch (JacksonException e) {
      throw Json.unreadable(e, bytes, 0, bytes.length);
    }
  }

  /** Whether there is such a member. */
  public boolean has(String name) {
    return member(name) != null;
  }

  /** The first name of a member that is such a name. */
  public Optional<String> firstName(Predicate<String> which) {
    for (var member : members) {
      if (which.test(member.name)) {
        return Optional.of(member.name);
      }
    }
    return Optional.empty();
  }

  /**
   * One top-level value, read on demand; a missing one is a missing node. Of members with the same
   * name the last one counts, as for every upstream.
   */
  public JsonNode get(String name) {
    var member = member(name);
    return member == null ? MissingNode.getInstance() : Json.tree(bytes, member.from, member.to);
  }

  /** The last one of a name; asked often, and so without an iterator. */
  private @Nullable Member member(String name) {
    for (int i = members.size() - 1; i >= 0; i--) {
      var member = members.get(i);
      if (member.name.equals(name)) {
        return member;
      }
    }
    return null;
  }

  /** The whole object, as a tree of the caller's own. */
  public ObjectNode tree() {
    return (ObjectNode) Json.tree(bytes);
  }

  /** The object as it was written; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Length in bytes. */
  public int length() {
    return bytes.length;
  }

  /** The value of a member that is a number; empty where there is none, or something else. */
  public OptionalDouble number(String name) {
    var member = member(name);
    if (member == null || (bytes[member.from] != '-' && !isDigit(bytes[member.from]))) {
      return OptionalDouble.empty();
    }
    int length = member.to - member.from;
    return OptionalDouble.of(
        Double.parseDouble(new String(bytes, member.from, length, StandardCharsets.ISO_8859_1)));
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** This object with the edits applied; not to be changed. */
  public byte[] with(JsonEdits edits) {
    if (isSame(edits)) {
      return bytes;
    }
    int[] length = {0};
    write(edits, (_, _, many) -> length[0] += many);
    var all = ByteBuffer.allocate(length[0]);
    write(edits, all::put);
    return all.array();
  }

  /** Whether the edits say what is there already. */
  private boolean isSame(JsonEdits edits) {
    for (int i = 0; i < members.size(); i++) {
      var member = members.get(i);
      var edit = edits.of(member.name);
      if (edit != null
          && !Arrays.equals(edit, 0, edit.length, bytes, member.from, member.to)) {
        return false;
      }
    }
    return !edits.hasMissing(this);
  }

  /** Writes this object with the edits applied, in one pass. */
  public void write(JsonEdits edits, Appender out) {
    int at = 0;
    boolean empty = true;
    for (var member : members) {
      var edit = edits.of(member.name);
      if (edit == null) {
        empty = false;
      } else if (edit.length > 0) {
        out.append(bytes, at, member.from - at);
        out.append(edit, 0, edit.length);
        at = member.to;
        empty = false;
      } else {
        int cut = empty ? member.start : comma(member.start);
        out.append(bytes, at, cut - at);
        at = empty ? next(member.to) : member.to;
      }
    }
    int close = bytes.length;
    while (bytes[close - 1] != '}') {
      close--;
    }
    out.append(bytes, at, close - 1 - at);
    edits.writeMissing(this, empty, out);
    out.append(bytes, close - 1, bytes.length - close + 1);
  }

  /**
   * Writes the members but some, sorted by their names, each value as it was written: the same for
   * objects that differ in order, or in white space between members, only. It is no JSON object.
   */
  public void writeSorted(Set<String> without, Appender out) {
    members.stream()
        .filter(member -> !without.contains(member.name))
        .sorted(Comparator.comparing(Member::name))
        .forEach(
            member -> {
              var name = Json.bytes(member.name);
              out.append(name, 0, name.length);
              out.append(bytes, member.from, member.to - member.from);
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

  /**
   * Member of the body, by its place in the bytes.
   *
   * @param start the opening quote of its name
   * @param from the first byte of its value
   * @param to the byte after its value
   */
  public record Member(String name, int start, int from, int to) {}

  /** Notes where members stand while somebody else drives the parser. Not thread-safe. */
  public static final class MemberIndex {
    private final ArrayList<Member> members = new ArrayList<>(12);
    private String name = "";
    private int start;
    private int from;

    /** The parser stands on a top-level name. */
    public void begin(JsonParser parser) {
      name = parser.currentName();
      start = (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The parser stands on that member's value. */
    public void value(JsonParser parser) {
      from = (int) parser.currentTokenLocation().getByteOffset();
    }

    /** The parser stands on the value's last token. */
    public void end(JsonParser parser) {
      parser.finishToken();
      members.add(new Member(name, start, from, (int) parser.currentLocation().getByteOffset()));
    }

    /** The index so far. */
    public List<Member> members() {
      return members;
    }
  }
}
