package dev.tutti.provider.exchange;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Loop;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.call.PassthroughRequest.Upload;
import dev.tutti.call.PassthroughRequest.Whole;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.TokenForecast;
import dev.tutti.chat.Usage;
import dev.tutti.token.PromptEstimate;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are owed for a request that is relayed: those that its answer reports, or else an
 * estimate of what was sent and written. A request without a body only reads, so that nothing is
 * estimated. Not thread-safe.
 */
final class PassthroughDebt {
  private final PassthroughRequest asked;
  private final UploadedText text;
  private long bytes;

  /**
   * @param memory what is kept of an upload holds, whose closing is the caller's
   */
  PassthroughDebt(PassthroughRequest asked, BodyMemory.Lease memory) {
    this.asked = asked;
    this.text = new UploadedText(Loop.MOST_READ, memory);
    this.bytes = asked.body() instanceof Whole whole ? whole.bytes().length : 0;
  }

  /** Notes the next bytes of an upload; one that begins like JSON is text, whatever it says. */
  void uploaded(Buffer more) {
    bytes += more.length();
    text.add(more);
  }

  /** The model that an upload names. */
  Optional<String> model() {
    try {
      return text.whole().flatMap(json -> JsonBody.parse(json).get("model").asStringOpt());
    } catch (Fault _) {
      return Optional.empty();
    }
  }

  /** How many bytes were sent. */
  long bytes() {
    return bytes;
  }

  /** What an answer has used that came to its end. */
  Usage of(PassthroughUsage heard) {
    var reported = heard.reported();
    if (!reported.isNone() || bytes == 0) {
      return reported;
    }
    long answer =
        heard.isLost()
            ? Math.max(heard.written(), asked.facts().answerForecast())
            : heard.written();
    return new Usage(prompt(), answer, 0, 0, 0, 0, 0, true, reported.billing());
  }

  /** What an answer has used that broke off, or has not begun. */
  Usage soFar(@Nullable PassthroughUsage heard) {
    var reported = heard == null ? Usage.NONE : heard.reported();
    if (bytes == 0) {
      return reported;
    }
    long written = heard == null ? 0 : heard.written();
    if (reported.isNone()) {
      return new Usage(prompt(), written, 0, 0, 0, 0, 0, true, reported.billing());
    }
    return written <= reported.output()
        ? reported
        : reported.max(new Usage(0, written, 0, 0, 0, 0, 0, true));
  }

  private long prompt() {
    return switch (asked.body()) {
      case Upload _ when text.isNone() -> Math.min(TokenForecast.text(bytes), TokenForecast.FILE);
      case Upload _ -> text.whole().map(this::prompt).orElse(TokenForecast.text(text.length()));
      case Whole whole ->
          whole.bytes().length > Loop.MOST_READ
              ? asked.facts().promptForecast()
              : prompt(whole.bytes());
    };
  }

  private long prompt(byte[] body) {
    try {
      var read = JsonBody.parse(Json.withoutMark(body));
      long estimate = PromptEstimate.of(asked.facts(), read);
      return estimate > 0 ? estimate : TokenForecast.text(body.length);
    } catch (Fault _) {
      return TokenForecast.text(body.length);
    }
  }
}
