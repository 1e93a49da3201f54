package dev.tutti.provider.exchange;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Usage;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.token.PromptEstimate;

/** Tokens that are owed for one exchange, as far as is known. Not thread-safe. */
final class ExchangeDebt {
  private final ChatRequest asked;
  private final Adapter.Reader reader;
  private Usage reported = Usage.NONE;

  ExchangeDebt(ChatRequest asked, Adapter.Reader reader) {
    this.asked = asked;
    this.reader = reader;
  }

  /** Notes what a chunk reports. */
  void take(Chunk chunk) {
    reported = reported.max(chunk.usage());
  }

  /** What the chunks have reported. */
  Usage reported() {
    return reported;
  }

  /** What came of the answer, estimated where nothing was reported. */
  Usage spent() {
    return reported.isNone() ? reader.spent() : reported.max(reader.spent());
  }

  /** What an answer has used that has come and is too long to be read: what was expected. */
  Usage expected() {
    var spent = spent();
    return spent.isNone() ? sent(asked.answerForecast()) : spent;
  }

  /** The same, and the prompt of a request that was sent even when nothing has come back of it. */
  Usage atLeastPrompt() {
    var spent = spent();
    return spent.isNone() ? sent(0) : spent;
  }

  private Usage sent(long answer) {
    return new Usage(PromptEstimate.ofSent(asked), answer, 0, 0, 0, 0, 0, true);
  }
}
