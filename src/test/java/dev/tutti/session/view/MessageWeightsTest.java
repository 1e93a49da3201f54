package dev.tutti.session.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Caller;
import dev.tutti.chat.Json;
import dev.tutti.context.Dependence;
import dev.tutti.context.HistoryMessage;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.followup.FollowUpDetector;
import dev.tutti.followup.FollowUpModel;
import dev.tutti.followup.FollowUpSettings;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.session.ChatSession;
import dev.tutti.session.NewMessage;
import dev.tutti.session.SessionMessage;
import dev.tutti.session.SessionPage;
import dev.tutti.session.Sessions;
import dev.tutti.session.StorageQuota;
import dev.tutti.session.ViewRequest;
import dev.tutti.session.ViewTerms;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import dev.tutti.token.learned.TokenLearning;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageWeightsTest {
  /** Unsure of everything that no rule decides. */
  private static final FollowUpSettings UNSURE =
      new FollowUpSettings(.45, "judge", Duration.ofSeconds(10), .5);

  private static final FollowUpModel ALONE =
      (_, _, _) -> CompletableFuture.completedFuture(FollowUpDecision.Kind.NEW_TOPIC);

  @TempDir private Path folder;
  private Store store;
  private Sessions sessions;
  private TokenLearning tokens;
  private ChatSession session;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    sessions =
        new Sessions(
            store,
            InstantSource.system(),
            new SecureRandom(),
            new StorageQuota(InstantSource.system(), () -> 1 << 20));
    tokens = TokenLearning.open(store, InstantSource.system());
    session = ChatSession.begin("s", "anna", "", Instant.EPOCH);
  }

  @AfterEach
  void close() {
    tokens.close();
    store.close();
  }

  private static NewMessage said(String id, String role, String text) {
    var json = Json.object().put("role", role).put("content", text);
    return NewMessage.given(id, Instant.EPOCH, json);
  }

  private MessageWeights weights(FollowUpModel model) {
    var dependence = new FollowUpDependence(() -> UNSURE, FollowUpDetector.of(() -> UNSURE, model));
    return new MessageWeights(
        dependence,
        tokens,
        (in, message, degree) -> sessions.depends(in, message.id(), degree.word()));
  }

  private List<SessionMessage> history() {
    return Store.await(sessions.history("anna", "s", _ -> {}));
  }

  private ViewRequest request(int newest) {
    return new ViewRequest(
        Caller.ANONYMOUS, session, history(), newest, "m", FollowUpWish.AUTO, ViewTerms.USUAL);
  }

  @Test
  void what_a_model_has_decided_is_known_after_a_restart() {
    Store.await(
        sessions.create(
            session,
            List.of(
                said("u1", "user", "Where does the river Rhine begin, and how long is it?"),
                said("a1", "assistant", "In the Alps, and 1,233 km."),
                said("u2", "user", "Which towns does the traveller see on the way?"))));
    var decided = weights(ALONE).decide(request(1), true).orElseThrow();
    assertThat(decided.layer()).isEqualTo(FollowUpDecision.Layer.MODEL);
    var degree = weights(ALONE).degree(decided);
    assertThat(degree).isNotEqualTo(Dependence.DEPENDENT);
    Patience.until(() -> history().getLast().dependence().equals(degree.word()), "it is noted");
    var anew = weights(FollowUpModel.NONE).of(request(0), Dependence.DEPENDENT, true);
    assertThat(anew).extracting(HistoryMessage::dependence).last().isEqualTo(degree);
  }

  @Test
  void what_the_classifier_decides_is_not_noted_as_it_decides_the_same_again() {
    Store.await(sessions.create(session, List.of(said("u1", "user", "Hello there"))));
    var decided = weights(ALONE).decide(request(1), true).orElseThrow();
    assertThat(decided.layer()).isEqualTo(FollowUpDecision.Layer.RULES);
    Store.await(sessions.list("anna", new SessionPage("", "", "", 1)));
    assertThat(history().getLast().dependence()).isEmpty();
  }
}
