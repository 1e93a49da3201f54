package dev.tutti.character.group.chat;

import dev.tutti.call.Answer;
import dev.tutti.call.CacheControl;
import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.call.ChatModel;
import dev.tutti.call.Part;
import dev.tutti.call.Sharing;
import dev.tutti.character.group.SpeakerCutter;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.chat.Usage;
import java.util.function.Consumer;

/**
 * Calls of speakers' models, as parts of the turn's call. Blocking, for the turn's thread.
 *
 * @param fresh whether another answer is wanted, not the same once more
 */
record SpeakerCalls(GroupChats chats, Call call, boolean fresh) {
  private static final CacheControl ANEW = CacheControl.parse("no-cache, no-store");

  /** Words of a model, as far as it was listened to. */
  record Said(String text, FinishReason finish, Usage usage) {}

  /**
   * Asks, and listens until the answer ends or goes on for another speaker, which ends the call of
   * the model.
   *
   * @param says hears what may be shown, piece by piece
   * @throws dev.tutti.chat.Fault when there is no whole answer
   */
  Said ask(ChatModel model, ChatRequest request, SpeakerCutter cutter, Consumer<String> says) {
    var text = new StringBuilder();
    Consumer<String> shown =
        piece -> {
          if (!piece.isEmpty()) {
            text.append(piece);
            says.accept(piece);
          }
        };
    try (var part = Part.of(call, call.remaining())) {
      describe(part.call(), request);
      var collector = new ReplyCollector();
      try (var answer = Answer.open(model, request, part.call(), chats.live())) {
        while (!cutter.isCut() && answer.hasNext()) {
          var event = answer.next();
          collector.add(event);
          shown.accept(cutter.add(text(event)));
        }
        shown.accept(cutter.end());
      }
      var choice = collector.reply().choices().getFirst();
      var finish = cutter.isCut() ? FinishReason.STOP : choice.finish();
      return new Said(text.toString(), finish, usage(part, collector));
    }
  }

  private static String text(ChatEvent event) {
    return switch (event) {
      case ChatEvent.Text(int choice, String text) when choice == 0 -> text;
      case ChatEvent.Refusal(int choice, String text) when choice == 0 -> text;
      default -> "";
    };
  }

  private void describe(Call part, ChatRequest request) {
    part.subject(new CallSubject("", "", request.operation(), request.model(), request.stream()));
    part.cacheControl(fresh ? ANEW : CacheControl.NONE.withoutStoring());
    if (fresh) {
      part.sharing(Sharing.NEVER);
    }
  }

  private static Usage usage(Part part, ReplyCollector collector) {
    var used =
        part.attempts().stream()
            .flatMap(attempt -> attempt.outcome().stream())
            .map(Outcome::usage)
            .reduce(Usage.NONE, Usage::plus);
    return used.isNone() ? collector.reply().usage() : used;
  }
}
