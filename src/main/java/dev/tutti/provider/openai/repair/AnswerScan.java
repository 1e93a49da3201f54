package dev.tutti.provider.openai.repair;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.Usage;
import dev.tutti.provider.translate.JsonText;
import dev.tutti.provider.translate.TokenMeter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One pass over an answer, or over a chunk of one, without a tree: where its members stand, whether
 * it is valid by OpenAI's schema, and what of it matters to a relay. Used for one text after the
 * other; not thread-safe.
 *
 * <p>Three rules of the schema are relaxed because OpenAI's own traffic breaks them: {@code
 * finish_reason} and {@code system_fingerprint} may be null, {@code logprobs} and {@code refusal}
 * may be missing.
 */
public final class AnswerScan {
  private static final int ID = 1;
  private static final int OBJECT = 2;
  private static final int CREATED = 4;
  private static final int MODEL = 8;
  private static final int CHOICES = 16;
  private static final int ALL = ID | OBJECT | CREATED | MODEL | CHOICES;

  private final AnswerShape shape;
  private final TokenMeter meter;
  private final ChoiceScan choice;
  private final UsageScan usages = new UsageScan();
  private JsonBody body = JsonBody.NONE;
  private @Nullable ChunkTemplate template;
  private int right;
  private boolean odd;
  private boolean error;
  private boolean usage;
  private @Nullable Usage plainUsage;
  private boolean groq;
  private int choices;
  private boolean substantial;

  public AnswerScan(AnswerShape shape, TokenMeter meter) {
    this.shape = shape;
    this.meter = meter;
    this.choice = new ChoiceScan(shape, meter);
  }

  /**
   * Reads a text.
   *
   * @throws Fault {@code truncated} when it breaks off, {@code upstream_error} when it is not a
   *     JSON object
   */
  public void read(byte[] bytes) {
    read(bytes, 0, bytes.length);
  }

  /** The same of a text that stands among other bytes. */
  public void read(byte[] bytes, int from, int to) {
    var pattern = template;
    var text = pattern == null ? null : pattern.text(bytes, from, to);
    if (pattern != null && text != null) {
      meter.heard(text);
      body = pattern.body(bytes, from, to);
    } else {
      template = null;
      parse(bytes, from, to);
      template = pattern();
    }
  }

  /** A text as the pattern of those after it: all that was found out is true of them, too. */
  private @Nullable ChunkTemplate pattern() {
    boolean same = shape == AnswerShape.CHUNK && regular() && choices == 1;
    return same && !usage && !groq && !error ? choice.message().template(body) : null;
  }

  private void parse(byte[] bytes, int from, int to) {
    right = 0;
    odd = false;
    error = false;
    usage = false;
    plainUsage = null;
    groq = false;
    choices = 0;
    substantial = false;
    try (var parser = Json.lenient(bytes, from, to)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Fault.of(FaultCode.UPSTREAM_ERROR, "the upstream's answer is not a JSON object");
      }
      var index = new JsonBody.MemberIndex();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        index.begin(parser);
        var name = parser.currentName();
        var value = parser.nextToken();
        index.value(parser);
        member(name, value, parser);
        parser.skipChildren();
        index.end(parser);
      }
      odd |= parser.nextToken() != null;
      odd |= shape.isChunk() && parser.currentLocation().getLineNr() > 1; // an event is one line
      body = new JsonBody(bytes, from, to, index);
    } catch (JacksonException e) {
      throw JsonText.unreadable(e, to - from);
    }
  }

  private void member(String name, JsonToken value, JsonParser parser) {
    switch (name) {
      case "id" -> right |= JsonText.filled(parser) ? ID : 0;
      case "object" -> right |= JsonText.is(parser, shape.object()) ? OBJECT : 0;
      case "created" -> right |= value == JsonToken.VALUE_NUMBER_INT ? CREATED : 0;
      case "model" -> right |= JsonText.any(parser) ? MODEL : 0;
      case "choices" -> choices(value, parser);
      case "usage" -> {
        usage = value == JsonToken.START_OBJECT;
        plainUsage = usage ? usages.read(parser) : null;
        odd |= !usage && value != JsonToken.VALUE_NULL;
      }
      case "x_groq" -> groq = value == JsonToken.START_OBJECT;
      case "error" -> error = value != JsonToken.VALUE_NULL;
      case "system_fingerprint" -> odd |= !JsonText.orNull(parser);
      case "service_tier" -> {
        odd |= !ServiceTier.known(parser);
        meter.tier(parser);
      }
      default -> {}
    }
  }

  private void choices(JsonToken value, JsonParser parser) {
    right |= value == JsonToken.START_ARRAY ? CHOICES : 0;
    while (value == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
      choice.read(parser);
      if (++choices > shape.mostChoices()) {
        throw Fault.of(
            FaultCode.UPSTREAM_ERROR,
            "choices: more than %d (expected: fewer)".formatted(shape.mostChoices()));
      }
      odd |= !choice.regular();
      substantial |= choice.substantial();
    }
  }

  /** The text with its index. */
  public JsonBody body() {
    return body;
  }

  /** Whether it is regular by itself, not looking at what was said before. */
  public boolean regular() {
    return right == ALL && !odd;
  }

  /** Whether it tells of an error. */
  public boolean error() {
    return error;
  }

  /** Whether it reports usage. */
  public boolean usage() {
    return usage;
  }

  /** The usage that it reports in OpenAI's own words; null where there is none, or in others. */
  public @Nullable Usage plainUsage() {
    return plainUsage;
  }

  /** Whether it has Groq's own member, where usage stands when it was not asked for. */
  public boolean groq() {
    return groq;
  }

  /** The number of choices that it has. */
  public int choices() {
    return choices;
  }

  /** The last of them. */
  public ChoiceScan choice() {
    return choice;
  }

  /** Whether a caller has something to lose. */
  public boolean substantial() {
    return substantial;
  }
}
