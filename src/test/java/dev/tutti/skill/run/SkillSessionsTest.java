package dev.tutti.skill.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Caller;
import dev.tutti.chat.Json;
import dev.tutti.skill.TestingTime;
import dev.tutti.skill.api.TestingRelease;
import dev.tutti.skill.run.SkillSessionTable.StoredSession;
import dev.tutti.skill.run.SkillSessionTable.StoredSession.LastPrompt;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.semver4j.Semver;
import tools.jackson.databind.node.ObjectNode;

/** Sessions and the versions that they have talked with. */
class SkillSessionsTest {
  private static final Semver ONE = new Semver("1.0.0");
  private static final Semver TWO = new Semver("2.0.0-beta.1");
  private static final Caller ANN = new Caller("k", "ann", "").inSession("s");

  @TempDir private Path folder;
  private final TestingTime time = new TestingTime();
  private SkillSessions.Retention retention = SkillSessions.Retention.USUAL;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private SkillSessions sessions() {
    return SkillSessions.in(store, time, () -> retention);
  }

  /** What a server has that begins now: the one before it has written all down. */
  private SkillSessions restarted() {
    store.close();
    open();
    return sessions();
  }

  private static void talk(SkillSessions sessions, Semver version) {
    talk(sessions, version, Json.object());
  }

  private static void talk(SkillSessions sessions, Semver version, ObjectNode inputs) {
    var skill = TestingRelease.skill(version.getVersion(), "Hi");
    sessions.remember(ANN, skill, LastPrompt.NOTHING, inputs, Duration.ZERO);
  }

  @Test
  void a_session_is_known_over_a_restart() {
    talk(sessions(), ONE);
    assertThat(restarted().version(ANN, "hello")).contains(ONE);
    talk(restarted(), TWO);
    assertThat(restarted().version(ANN, "hello")).contains(TWO);
  }

  @Test
  void the_inputs_of_the_last_turn_are_known_over_a_restart() {
    talk(sessions(), ONE, Json.object().put("name", "王"));
    talk(sessions(), ONE, Json.object().put("name", "李"));
    assertThat(restarted().find(ANN, "hello").map(StoredSession::inputs))
        .contains(Json.object().put("name", "李"));
  }

  @Test
  void inputs_that_are_very_long_are_not_kept() {
    talk(sessions(), ONE, Json.object().put("name", "x".repeat(40_000)));
    assertThat(restarted().find(ANN, "hello").map(StoredSession::inputs)).contains(Json.object());
  }

  @Test
  @KnownFault("SKILLS-W")
  void nobody_else_has_it() {
    talk(sessions(), ONE);
    var sessions = restarted();
    assertThat(sessions.version(new Caller("k", "bob", "").inSession("s"), "hello")).isEmpty();
    assertThat(sessions.version(ANN.inSession("t"), "hello")).isEmpty();
    assertThat(sessions.version(ANN.forUser("eve"), "hello")).as("another end user").isEmpty();
    assertThat(sessions.version(ANN.inSession(""), "hello")).isEmpty();
    assertThat(sessions.version(ANN, "other")).isEmpty();
  }

  @Test
  void a_day_after_its_last_word_it_is_forgotten() {
    var sessions = sessions();
    talk(sessions, ONE);
    time.pass(Duration.ofHours(23));
    talk(sessions, ONE);
    time.pass(Duration.ofHours(23));
    assertThat(restarted().version(ANN, "hello")).contains(ONE);
    time.pass(Duration.ofHours(2));
    assertThat(restarted().version(ANN, "hello")).isEmpty();
    time.pass(Duration.ofHours(24));
    assertThat(sessions.version(ANN, "hello")).isEmpty();
  }

  @Test
  void of_a_database_that_is_gone_nothing_is_known_and_talking_goes_on() {
    var sessions = sessions();
    store.close();
    assertThat(sessions.version(ANN, "hello")).isEmpty();
    talk(sessions, ONE);
    assertThat(sessions.version(ANN, "hello")).contains(ONE);
  }

  @Test
  void the_oldest_are_forgotten_when_there_are_too_many() {
    talks("ann", 20);
    var old = time.instant().minus(Duration.ofMinutes(15));
    assertThat(forgotten(old, 100)).isEqualTo(5);
    assertThat(forgotten(old, 9)).isEqualTo(5);
  }

  @Test
  void an_execution_that_began_before_its_session_was_erased_leaves_no_inputs() {
    var erased = time.instant().toEpochMilli();
    Store.await(
        store.write(
            handle -> handle.execute("INSERT INTO session_erased VALUES ('ann', 's', ?)", erased)));
    time.pass(Duration.ofSeconds(1));
    var inputs = Json.object().put("name", "王");
    var skill = TestingRelease.skill("1.0.0", "Hi");
    var sessions = sessions();
    sessions.remember(ANN, skill, LastPrompt.NOTHING, inputs, Duration.ofSeconds(1));
    Patience.until(() -> sessions.find(ANN, "hello").isEmpty(), "it is forgotten");
    assertThat(restarted().find(ANN, "hello")).isEmpty();
    talk(sessions(), ONE, inputs); // in another session of this name
    assertThat(restarted().find(ANN, "hello").map(StoredSession::inputs)).contains(inputs);
  }

  @Test
  @KnownFault("SECURITY-F2")
  void the_oldest_of_an_owner_are_forgotten_and_nobody_elses() {
    talks("bob", 5);
    talks("ann", 20);
    int forgotten = Store.await(store.write(handle -> SkillSessionTable.forget(handle, "ann", 9)));
    assertThat(forgotten).isEqualTo(10);
    assertThat(forgotten(Instant.EPOCH, 0)).as("all but the newest").isEqualTo(14);
  }

  /** So many sessions of an owner, a minute apart. */
  private void talks(String owner, int count) {
    for (int i = 0; i < count; i++) {
      var key = new SkillSessionTable.Key(owner, "", "s" + i, "hello");
      var session =
          new SkillSessionTable.StoredSession(
              ONE, LastPrompt.NOTHING, Json.object(), time.instant());
      Store.await(
          store.write(handle -> SkillSessionTable.put(handle, key, session, time.instant())));
      time.pass(Duration.ofMinutes(1));
    }
  }

  private int forgotten(Instant oldest, int most) {
    return Store.await(store.write(handle -> SkillSessionTable.forget(handle, oldest, most)));
  }
}
