package dev.tutti.chat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as it is read and written here: in UTF-8 and nothing else, strict about what callers send,
 * and bounded by where it comes from. Nobody else makes a tree of bytes, so that no text of
 * anybody's makes one larger than {@link JsonBounds} say. Thread-safe.
 */
public final class Json {
  /** Deeper JSON is refused. */
  public static final int MAX_DEPTH = JsonBounds.DEPTH;

  private static final JsonFactory STRICT = JsonBounds.REQUEST.factory();
  private static final JsonFactory LENIENT = JsonBounds.ANSWER.factory();
  private static final JsonFactory SCANNING = JsonBounds.SCAN.factory();
  private static final JsonMapper MAPPER = mapper(LENIENT);
  private static final JsonMapper STRICT_MAPPER = mapper(STRICT);

  /** Of names the parser keeps a table, so that they are bounded where other tokens are not. */
  private static final int MOST_NAMES = 250_000;

  /** Shortest name with its value, as in {@code "":1,}. */
  private static final int SHORTEST_MEMBER = 5;

  private Json() {}

  private static JsonMapper mapper(JsonFactory factory) {
    return JsonMapper.builder(factory).nodeFactory(new FiniteNumbers()).build();
  }

  /** A parser for what a caller sent: duplicate members and deep nesting are errors. */
  static JsonParser strict(byte[] bytes) {
    return STRICT.createParser(ObjectReadContext.empty(), bytes);
  }

  /** A parser for what an upstream sent. */
  public static JsonParser lenient(byte[] bytes) {
    return lenient(bytes, 0, bytes.length);
  }

  /** The same for what stands among other bytes; its places count from the first one. */
  public static JsonParser lenient(byte[] bytes, int from, int to) {
    return LENIENT.createParser(ObjectReadContext.empty(), bytes, from, to - from);
  }

  /**
   * A parser for what is looked through without a tree, however many numbers it has.
   *
   * @throws Fault {@code upstream_error} when it has too many names
   */
  public static JsonParser scanning(byte[] bytes) {
    if (bytes.length / SHORTEST_MEMBER >= MOST_NAMES
        && JsonSize.of(bytes, JsonBounds.SCAN).names() > MOST_NAMES) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "more than %d names in one JSON text (expected: fewer)".formatted(MOST_NAMES));
    }
    return SCANNING.createParser(ObjectReadContext.empty(), bytes);
  }

  /** Bytes of heap that the tree of what a caller sent takes at most; told without one. */
  public static long heapOf(byte[] request) {
    return request.length + JsonSize.of(request, JsonBounds.REQUEST).nodes();
  }

  /**
   * Bytes of heap that the tree of such a text takes at most beside the characters of its texts;
   * told without one.
   */
  public static long nodesOf(byte[] text) {
    return JsonSize.of(text, JsonBounds.ANSWER).nodes();
  }

  /**
   * The tree of a JSON text.
   *
   * @throws Fault {@code truncated} when it breaks off, {@code upstream_error} when it is not JSON
   */
  public static JsonNode tree(byte[] bytes) {
    return tree(bytes, 0, bytes.length);
  }

  static JsonNode tree(byte[] bytes, int from, int to) {
    try {
      return read(bytes, from, to - from);
    } catch (JacksonException e) {
      throw unreadable(e, bytes, from, to);
    }
  }

  private static JsonNode read(byte[] bytes, int from, int length) {
    try {
      return MAPPER.readTree(bytes, from, length);
    } catch (FiniteNumbers.Overflow _) {
      return ExactTree.read(lenient(bytes, from, from + length));
    }
  }

  /**
   * The tree of a JSON text that somebody has written by hand.
   *
   * @throws JacksonException when it is not JSON, with its place
   */
  public static JsonNode parse(String text) {
    try {
      return STRICT_MAPPER.readTree(text);
    } catch (FiniteNumbers.Overflow _) {
      return ExactTree.read(STRICT.createParser(ObjectReadContext.empty(), text));
    }
  }

  /**
   * The object that a caller sent.
   *
   * @throws Fault {@code invalid_request} or {@code request_too_large}
   */
  public static ObjectNode request(byte[] bytes) {
    requireUtf8(bytes);
    try {
      if (strictTree(withoutMark(bytes)) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw refusal(e);
    }
    throw Fault.of(FaultCode.INVALID_REQUEST, "body: not a JSON object (expected: {...})");
  }

  private static JsonNode strictTree(byte[] bytes) {
    try {
      return STRICT_MAPPER.readTree(bytes);
    } catch (FiniteNumbers.Overflow _) {
      return ExactTree.read(STRICT.createParser(ObjectReadContext.empty(), bytes));
    }
  }

  /** The fault behind what an upstream sent: cut off, or not JSON at all. */
  static Fault unreadable(JacksonException e, byte[] bytes, int from, int to) {
    if (e instanceof StreamConstraintsException) {
      return beyond(e);
    }
    return e instanceof UnexpectedEndOfInputException || breaksOff(e, bytes, from, to)
        ? Fault.of(FaultCode.TRUNCATED, "the upstream's JSON breaks off")
        : Fault.of(FaultCode.UPSTREAM_ERROR, "not JSON: " + firstLine(e.getOriginalMessage()));
  }

  /** The fault behind an upstream's JSON that is more than is read. */
  public static Fault beyond(JacksonException e) {
    return Fault.of(
        FaultCode.UPSTREAM_ERROR,
        "JSON beyond the limits%s (expected: %s)".formatted(what(e), JsonBounds.ANSWER.expected()));
  }

  /** Bound that was passed, as far as the caller has to know. */
  private static String what(JacksonException e) {
    var said = e.getOriginalMessage();
    return said.startsWith("Token count")
        ? ": too many names, values and brackets"
        : said.contains("nesting depth") ? ": too deep" : "";
  }

  /** Whether the mistake is the end itself, or a word that the end cuts. */
  private static boolean breaksOff(JacksonException e, byte[] bytes, int from, int to) {
    var where = e.getLocation();
    long rest = where == null ? Long.MAX_VALUE : to - from - where.getByteOffset();
    return rest <= 0 || (rest < "false".length() && bytes[to - 1] != '}' && bytes[to - 1] != ']');
  }

  /**
   * The tree of a JSON text, see {@link #tree(byte[])}. Half a pair of surrogates, which UTF-8
   * cannot say, stays what it is.
   */
  public static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (FiniteNumbers.Overflow | JacksonException _) {
      return tree(text.getBytes(StandardCharsets.UTF_8)); // which knows best what is wrong
    }
  }

  /** The tree of plain values: maps, lists, texts, numbers, booleans, null. */
  public static JsonNode valueOf(Object plain) {
    return MAPPER.valueToTree(plain);
  }

  /** The plain values of a tree: maps, lists, texts, numbers, booleans, null. */
  public static @Nullable Object plain(JsonNode tree) {
    return MAPPER.treeToValue(tree, Object.class);
  }

  /** An empty object to fill. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** An empty list to fill. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** The UTF-8 text of a tree or of a plain value. */
  public static byte[] bytes(Object value) {
    return value instanceof String text && isPlain(text)
        ? ('"' + text + '"').getBytes(StandardCharsets.ISO_8859_1)
        : MAPPER.writeValueAsBytes(value);
  }

  /** Whether a text stands in JSON as it is, in one byte a character. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** The text of a tree or of a plain value. */
  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** A text without the byte order mark that some editors put before UTF-8. */
  public static byte[] withoutMark(byte[] bytes) {
    boolean marked =
        bytes.length > 2
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }

  /**
   * Refuses bytes that are not UTF-8; the JSON parser alone would let some pass.
   *
   * @throws Fault {@code invalid_request}
   */
  static void requireUtf8(byte[] bytes) {
    int ascii = 0;
    while (ascii < bytes.length && bytes[ascii] >= 0) {
      ascii++;
    }
    if (ascii < bytes.length) {
      requireUtf8(ByteBuffer.wrap(bytes, ascii, bytes.length - ascii));
    }
  }

  private static void requireUtf8(ByteBuffer in) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var out = CharBuffer.allocate(Math.min(in.remaining() + 1, 8_192));
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "body: byte " + in.position() + " is not UTF-8 (expected: JSON in UTF-8)");
    }
  }

  /** The fault behind an exception of {@link #strict}. */
  static Fault refusal(JacksonException e) {
    var where = e.getLocation();
    var place =
        where == null
            ? ""
            : " at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
    if (e instanceof StreamConstraintsException) {
      return Fault.of(
              FaultCode.REQUEST_TOO_LARGE,
              "body: beyond the limits%s%s (expected: %s)"
                  .formatted(place, what(e), JsonBounds.REQUEST.expected()))
          .status(400);
    }
    return Fault.of(
        FaultCode.INVALID_REQUEST,
        "body: not valid JSON%s: %s".formatted(place, firstLine(e.getOriginalMessage())));
  }

  /** The parser's words, without its description of where the text came from. */
  private static String firstLine(String message) {
    var line =
        message
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst(" \\(start marker at .*| at \\[Source.*", "");
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }
}
