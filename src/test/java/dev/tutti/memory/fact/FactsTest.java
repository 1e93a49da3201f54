package dev.tutti.memory.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactChange;
import dev.tutti.memory.api.FactDraft;
import dev.tutti.memory.api.FactSelection;
import dev.tutti.memory.api.FactState;
import dev.tutti.memory.api.Provenance;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts in a real database. */
class FactsTest {
  private static final String ACME = "acme";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private FactBounds bounds = new FactBounds(3, 4);
  private Store store;
  private Facts facts;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    facts = new Facts(store, now::get, new SecureRandom(), () -> bounds);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private FactDraft draft(String user, String text, String... supersedes) {
    return new FactDraft(
        user,
        text,
        Json.object(),
        Provenance.told(now.get()),
        1,
        Fact.Times.NEVER,
        List.of(supersedes));
  }

  private FactDraft expiring(String text, Duration after) {
    return new FactDraft(
        "anna",
        text,
        Json.object(),
        Provenance.told(now.get()),
        1,
        now.get().plus(after),
        List.of());
  }

  private Fact add(FactDraft draft) {
    return Store.await(facts.add(ACME, draft));
  }

  private List<Fact> all(String owner, String user) {
    var selection = new FactSelection(user, Set.of(FactState.values()), 100, "");
    return Store.await(facts.list(owner, selection)).facts();
  }

  private List<String> current(String user) {
    return Store.await(facts.current(ACME, user)).stream().map(Fact::text).toList();
  }

  @Test
  void a_fact_comes_back_as_it_was_kept() {
    var said = new Provenance("visit-7", "msg_1", START.minusSeconds(60));
    var metadata = Json.object().put("source", "survey");
    var kept =
        add(new FactDraft("anna", "对花生过敏", metadata, said, 0.8, START.plusSeconds(5), List.of()));
    assertThat(Store.await(facts.find(ACME, kept.id()))).isEqualTo(kept);
    assertThat(kept.provenance()).isEqualTo(said);
    assertThat(kept.metadata()).isEqualTo(metadata);
    assertThat(kept.state()).isEqualTo(FactState.CURRENT);
  }

  @Test
  void what_says_the_same_is_merged_and_keeps_its_origin() {
    var first = add(draft("anna", "Likes green tea."));
    now.set(START.plusSeconds(9));
    var again = add(draft("anna", "likes  Green tea"));
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.text()).isEqualTo("Likes green tea.");
    assertThat(again.provenance()).isEqualTo(first.provenance());
    assertThat(again.times().updated()).isEqualTo(now.get());
    assertThat(all(ACME, "anna")).hasSize(1);
    assertThat(add(draft("bert", "Likes green tea.")).id()).isNotEqualTo(first.id());
  }

  @Test
  void what_holds_no_longer_stays_visible_with_what_took_its_place() {
    var paris = add(draft("anna", "Lives in Paris"));
    var rome = add(draft("anna", "Lives in Rome", paris.id()));
    assertThat(current("anna")).containsExactly("Lives in Rome");
    var old = Store.await(facts.find(ACME, paris.id()));
    assertThat(old.state()).isEqualTo(FactState.SUPERSEDED);
    assertThat(old.supersededBy()).isEqualTo(rome.id());
  }

  @Test
  void what_superseded_a_fact_that_is_erased_hands_its_place_on() {
    var paris = add(draft("anna", "Lives in Paris"));
    var rome = add(draft("anna", "Lives in Rome", paris.id()));
    var oslo = add(draft("anna", "Lives in Oslo", rome.id()));
    Store.await(facts.forget(ACME, rome.id()));
    assertThat(Store.await(facts.find(ACME, paris.id())).supersededBy()).isEqualTo(oslo.id());
    Store.await(facts.forget(ACME, oslo.id()));
    var left = Store.await(facts.find(ACME, paris.id()));
    assertThat(left.supersededBy()).isEmpty();
    assertThat(left.state()).isEqualTo(FactState.SUPERSEDED);
  }

  @Test
  void a_fact_of_another_user_cannot_be_superseded_and_nothing_is_kept_then() {
    var berts = add(draft("bert", "Lives in Rome"));
    assertThatThrownBy(() -> add(draft("anna", "Lives in Oslo", berts.id())))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
    assertThat(all(ACME, "anna")).isEmpty();
    assertThat(current("bert")).containsExactly("Lives in Rome");
  }

  @Test
  void a_fact_is_gone_the_moment_it_expires() {
    var fact = add(expiring("Is in hospital", Duration.ofDays(1)));
    now.set(START.plus(Duration.ofDays(1)).minusMillis(1));
    assertThat(current("anna")).hasSize(1);
    now.set(START.plus(Duration.ofDays(1)));
    assertThat(current("anna")).isEmpty();
    assertThat(all(ACME, "anna")).isEmpty();
    assertThatThrownBy(() -> Store.await(facts.find(ACME, fact.id())))
        .hasMessageContaining("is not there");
    facts.clean();
    assertThat(add(draft("anna", "Is in hospital")).id()).isNotEqualTo(fact.id());
  }

  @Test
  void a_change_keeps_what_it_does_not_name() {
    var fact = add(expiring("Is in hospital", Duration.ofDays(1)));
    var changed =
        Store.await(facts.change(ACME, fact.id(), new FactChange("Is at home", null, null)));
    assertThat(changed.text()).isEqualTo("Is at home");
    assertThat(changed.times().expires()).isEqualTo(fact.times().expires());
    var lasting =
        Store.await(facts.change(ACME, fact.id(), new FactChange(null, null, Fact.Times.NEVER)));
    assertThat(lasting.times().expires()).isEqualTo(Fact.Times.NEVER);
    assertThat(lasting.text()).isEqualTo("Is at home");
  }

  @Test
  void users_and_owners_have_so_much_and_no_more() {
    for (int i = 0; i < 3; i++) {
      add(draft("anna", "fact " + i));
    }
    assertThatThrownBy(() -> add(draft("anna", "one more"))).hasMessageContaining("facts_per_user");
    add(draft("anna", "fact 2"));
    add(draft("bert", "fact 0"));
    assertThatThrownBy(() -> add(draft("cleo", "fact 0"))).hasMessageContaining("facts_per_owner");
    Store.await(facts.forgetUser(ACME, "anna"));
    add(draft("cleo", "fact 0"));
    bounds = new FactBounds(10, 10);
    add(draft("anna", "one more"));
  }

  @Test
  void pages_follow_one_another_from_the_newest() {
    bounds = new FactBounds(100, 100);
    for (int i = 0; i < 5; i++) {
      add(draft(i % 2 == 0 ? "anna" : "bert", "fact " + i));
    }
    var states = Set.of(FactState.CURRENT);
    var first = Store.await(facts.list(ACME, new FactSelection("", states, 2, "")));
    assertThat(first.facts()).extracting(Fact::text).containsExactly("fact 4", "fact 3");
    assertThat(first.more()).isTrue();
    var last = first.facts().getLast().id();
    var second = Store.await(facts.list(ACME, new FactSelection("", states, 10, last)));
    assertThat(second.facts()).extracting(Fact::text).containsExactly("fact 2", "fact 1", "fact 0");
    assertThat(second.more()).isFalse();
    var annas = Store.await(facts.list(ACME, new FactSelection("anna", states, 1, "")));
    assertThat(annas.facts()).extracting(Fact::text).containsExactly("fact 4");
  }

  @Test
  void another_owner_has_the_same_users_and_sees_nothing() {
    var fact = add(draft("anna", "Lives in Oslo"));
    assertThat(all("other", "anna")).isEmpty();
    for (var attempt :
        List.<Runnable>of(
            () -> Store.await(facts.find("other", fact.id())),
            () -> Store.await(facts.forget("other", fact.id())),
            () -> Store.await(facts.change("other", fact.id(), new FactChange("x", null, null))))) {
      assertThatThrownBy(attempt::run)
          .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404));
    }
    assertThat(Store.await(facts.forgetUser("other", "anna"))).isZero();
    assertThat(current("anna")).hasSize(1);
  }

  @Test
  void what_was_taken_from_a_session_goes_with_it() {
    bounds = new FactBounds(100, 100);
    var said = new Provenance("visit-7", "msg_1", START);
    add(new FactDraft("anna", "a", Json.object(), said, 1, Fact.Times.NEVER, List.of()));
    add(draft("anna", "b"));
    int gone = Store.await(store.write(handle -> facts.forgetSession(handle, ACME, "visit-7")));
    assertThat(gone).isEqualTo(1);
    assertThat(current("anna")).containsExactly("b");
  }
}
