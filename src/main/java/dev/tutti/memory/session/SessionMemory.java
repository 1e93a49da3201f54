package dev.tutti.memory.session;

import dev.tutti.memory.api.MemoryTurn;
import dev.tutti.memory.extract.Extraction;
import dev.tutti.memory.extract.ExtractionSettings;
import dev.tutti.memory.recall.StoredMemories;
import dev.tutti.memory.session.SessionMessageTable.SpokenMessage;
import dev.tutti.session.ChatSession;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionListener;
import dev.tutti.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * What memory does when sessions change: a turn that a model has answered is looked at in the
 * background, where the session or the configuration wants it; what is erased is dropped.
 * Thread-safe.
 *
 * @param settings those of the moment
 */
public record SessionMemory(
    Store store,
    StoredMemories memories,
    Extraction extraction,
    Supplier<ExtractionSettings> settings)
    implements SessionListener {
  /** Messages that a turn has at most, tool calls and their results counted. */
  private static final int LONGEST_TURN = 64;

  private static final String ASSISTANT = "assistant";

  /** Imports and forks are no turns: what they add has no model, or was said before them. */
  @Override
  public void added(Handle handle, ChatSession session, List<NewMessage> messages) {
    boolean wanted = session.context().memory().orElse(settings.get().enabled());
    if (session.user().isEmpty() || !settings.get().notes(wanted)) {
      return;
    }
    messages.stream()
        .filter(each -> !each.model().isEmpty() && !each.at().isBefore(session.created()))
        .filter(each -> each.json().path("role").asString("").equals(ASSISTANT))
        .filter(NewMessage::isRemembered)
        .filter(each -> !MessageText.of(each.json()).isBlank())
        .reduce((_, last) -> last)
        .ifPresent(answer -> extraction.note(() -> turn(session, answer.id())));
  }

  /** Read by the writer, that is after the transaction in which the answer was added. */
  private MemoryTurn turn(ChatSession session, String answer) {
    var tail =
        Store.await(
            store.write(
                handle ->
                    SessionMessageTable.tail(handle, session.owner(), session.id(), LONGEST_TURN)));
    var said = new ArrayList<MemoryTurn.Utterance>();
    var text = "";
    boolean found = false;
    for (var each : tail) {
      if (each.id().equals(answer)) {
        found = true;
        text = each.text();
      } else if (found && each.role().equals("user")) {
        said.addFirst(new MemoryTurn.Utterance(each.id(), each.text(), each.at()));
      } else if (found && endsBefore(each, said)) {
        break;
      }
    }
    return new MemoryTurn(
        session.owner(), session.user(), session.id(), said, text, session.character());
  }

  /** Whether a message is the answer to the turn before: it stands before what the user said. */
  private static boolean endsBefore(SpokenMessage each, List<MemoryTurn.Utterance> said) {
    return each.role().equals(ASSISTANT) && !said.isEmpty();
  }

  @Override
  public void removed(Handle handle, ChatSession session, List<String> messages) {
    memories.drop(session.owner(), session.user());
  }

  @Override
  public void erased(Handle handle, ChatSession session, boolean withFacts) {
    if (withFacts) {
      memories.facts().forgetSession(handle, session.owner(), session.id());
    }
    memories.drop(session.owner(), session.user());
  }
}
