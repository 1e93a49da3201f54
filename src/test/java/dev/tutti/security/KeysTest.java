package dev.tutti.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.call.Allowance.Quantity;
import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @TempDir Path folder;
  private Store store;
  private Keys keys;

  @BeforeEach
  void open() {
    store = Store.open(settings());
    keys = Keys.open(store, now::get, new SecureRandom());
  }

  @AfterEach
  void close() {
    keys.close();
    store.close();
  }

  @Test
  void while_no_key_exists_this_machine_may_do_everything() {
    var principal = keys.authenticate("whatever-the-client-insists-on-sending", true);
    assertThat(principal).isInstanceOf(Principal.Anonymous.class);
    assertThat(principal.caller()).isEqualTo(Caller.ANONYMOUS);
    principal.requireAny(Set.of(Role.ADMIN));
    principal.requireModel("any/thing");
  }

  @Test
  void while_no_key_exists_other_machines_may_do_nothing() {
    assertRefused("", false, "no key exists yet, so only callers on this machine are let in");
  }

  @Test
  void from_the_first_key_on_everybody_needs_one() {
    assertThat(keys.exist()).isFalse();
    create(grant(Role.ADMIN, "*"));
    assertThat(keys.exist()).isTrue();
    assertRefused("", true, "no key was given (expected: the header Authorization: Bearer tt-");
  }

  @Test
  void a_key_names_its_caller() {
    var issued = create(grant(Role.USER, "fast"));
    assertThat(keys.authenticate(issued.secret(), false).caller())
        .isEqualTo(new Caller(issued.key().id(), "team red", ""));
  }

  @Test
  void limits_that_were_kept_when_there_was_no_highest_are_cut_to_it() {
    create(grant(Role.USER, "*"));
    Store.await(
        store.write(
            handle -> handle.execute("UPDATE api_key SET allowance = 'tokens=1000000000000'")));
    var kept = Store.await(keys.list()).getFirst().grant().allowance();
    assertThat(kept.of(Quantity.TOKENS)).hasValue(Quantity.TOKENS.highest());
  }

  @Test
  void secrets_have_256_bits_and_a_visible_prefix() {
    var issued = create(grant(Role.USER, "*"));
    assertThat(issued.secret()).matches("tt-[0-9A-Za-z]{43}").startsWith(issued.key().prefix());
    assertThat(issued.key().prefix()).matches("tt-[0-9A-Za-z]{6}");
    assertThat(issued.key().id()).matches("key_[0-9a-z]{12}");
    assertThat(create(grant(Role.USER, "*")).secret()).isNotEqualTo(issued.secret());
  }

  @Test
  void the_secret_is_neither_printed_nor_stored() {
    var issued = create(grant(Role.USER, "*"));
    var hidden = issued.secret().substring(issued.key().prefix().length());
    assertThat(issued.toString()).doesNotContain(hidden);
    var stored =
        Store.await(
            store.read(handle -> handle.createQuery("SELECT * FROM api_key").mapToMap().list()));
    assertThat(stored.toString()).contains(issued.key().prefix()).doesNotContain(hidden);
  }

  @Test
  void what_is_unknown_and_what_is_malformed_are_told_the_same() {
    var secret = create(grant(Role.USER, "*")).secret();
    var last = secret.charAt(secret.length() - 1) == 'a' ? "b" : "a";
    var guesses =
        List.of(
            secret.substring(0, secret.length() - 1) + last,
            secret + "a",
            "Basic dXNlcjpwYXNz",
            "tt-short",
            "sk-proj-123");
    for (var guess : guesses) {
      assertRefused(guess, true, "the key is not valid");
    }
  }

  @Test
  void a_key_expires_at_its_instant() {
    var issued = Store.await(keys.create(grant(Role.USER, "*"), START.plus(Duration.ofHours(1))));
    now.set(START.plus(Duration.ofHours(1)).minusMillis(1));
    keys.authenticate(issued.secret(), false);
    now.set(START.plus(Duration.ofHours(1)));
    assertRefused(
        issued.secret(), false, issued.key().prefix() + " (test) expired at 2026-03-01T13:00:00Z");
  }

  @Test
  void a_key_cannot_expire_in_the_past() {
    assertThatThrownBy(() -> Store.await(keys.create(grant(Role.USER, "*"), START)))
        .hasMessage("expires: 2026-03-01T12:00:00Z has passed (expected: a time to come)");
  }

  @Test
  void a_revoked_key_is_refused_at_once_and_the_door_stays_shut() {
    var issued = create(grant(Role.USER, "*"));
    var revoked = Store.await(keys.revoke(issued.key().id()));
    assertThat(revoked.times().revoked()).contains(START);
    assertRefused(issued.secret(), false, "was revoked at 2026-03-01T12:00:00Z");
    assertRefused("", true, "no key was given");
  }

  @Test
  void a_key_is_revoked_by_prefix_or_secret_too() {
    var first = create(grant(Role.USER, "*"));
    var second = create(grant(Role.USER, "*"));
    assertThat(Store.await(keys.revoke(first.key().prefix())).id()).isEqualTo(first.key().id());
    assertThat(Store.await(keys.revoke(second.secret())).id()).isEqualTo(second.key().id());
    now.set(START.plusSeconds(5));
    assertThat(Store.await(keys.revoke(first.key().prefix())).times().revoked()).contains(START);
  }

  @Test
  void an_ambiguous_prefix_is_an_error() {
    var first = create(grant(Role.USER, "*"));
    var second = create(grant(Role.USER, "*"));
    Store.await(store.write(handle -> handle.execute("UPDATE api_key SET prefix = 'tt-same00'")));
    assertThatThrownBy(() -> Store.await(keys.revoke("tt-same")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("tt-same fits 2 keys (expected: the id of one: [")
        .hasMessageContaining(first.key().id());
    Store.await(keys.revoke(first.key().id()));
    assertThat(Store.await(keys.revoke("tt-same")).id()).isEqualTo(second.key().id());
  }

  @Test
  void revoking_nothing_is_an_error() {
    assertThatThrownBy(() -> Store.await(keys.revoke("tt-nosuch")))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(404))
        .hasMessage("key: tt-nosuch fits no key");
    assertThatThrownBy(() -> Store.await(keys.revoke("tt-"))).hasMessageContaining("too short");
  }

  @Test
  void what_another_process_revokes_is_refused() {
    var issued = create(grant(Role.USER, "*"));
    try (var other = Store.attach(settings());
        var tool = Keys.open(other, now::get, new SecureRandom())) {
      Store.await(tool.revoke(issued.key().id()));
    }
    Patience.until(() -> !isKnown(issued.secret()), "the server knows");
    assertRefused(issued.secret(), false, "was revoked");
  }

  @Test
  void what_another_process_makes_is_let_in() {
    try (var other = Store.attach(settings());
        var tool = Keys.open(other, now::get, new SecureRandom())) {
      var issued = Store.await(tool.create(grant(Role.USER, "*")));
      Patience.until(() -> isKnown(issued.secret()), "the server knows");
      assertThat(keys.authenticate(issued.secret(), false)).isNotNull();
    }
  }

  @Test
  void keys_and_their_last_use_survive_a_restart() {
    var issued = create(grant(Role.OPERATOR, "fast", "openai/*"));
    now.set(START.plusSeconds(90));
    keys.authenticate(issued.secret(), false);
    close();
    open();
    assertThat(keys.authenticate(issued.secret(), false).has(Role.OPERATOR)).isTrue();
    var listed = Store.await(keys.list());
    assertThat(listed).hasSize(1);
    assertThat(listed.getFirst().grant()).isEqualTo(issued.key().grant());
    assertThat(listed.getFirst().times().lastUsed()).contains(START.plusSeconds(90));
    assertThat(listed.getFirst().times().created()).isEqualTo(START);
    assertThat(listed.getFirst().times().expires()).isEmpty();
  }

  @Test
  void a_role_is_enforced() {
    var user = keys.authenticate(create(grant(Role.USER, "*")).secret(), false);
    assertThatThrownBy(() -> user.requireAny(EnumSet.of(Role.ADMIN, Role.AUDITOR)))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.PERMISSION))
        .hasMessageContaining("(test): its role is user (expected: admin or auditor)");
    var auditor = keys.authenticate(create(grant(Role.AUDITOR, "*")).secret(), false);
    assertThat(auditor.mayUse("fast")).isFalse();
    auditor.requireAny(EnumSet.of(Role.OPERATOR, Role.AUDITOR));
  }

  @Test
  void a_model_that_is_not_allowed_is_refused() {
    var user = keys.authenticate(create(grant(Role.USER, "fast", "openai/*")).secret(), false);
    user.requireModel("fast");
    user.requireModel("openai/gpt-4o-mini");
    assertThatThrownBy(() -> user.requireModel("claude/claude-sonnet-4-5"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(
            "may not use claude/claude-sonnet-4-5 (expected: one of fast, openai/*)");
  }

  private IssuedKey create(Grant grant) {
    return Store.await(keys.create(grant));
  }

  private static Grant grant(Role role, String... models) {
    return new Grant("test", "team red", role, AllowedModels.of(List.of(models)));
  }

  private boolean isKnown(String secret) {
    Store.await(keys.list());
    try {
      return keys.authenticate(secret, false).has(Role.USER);
    } catch (Fault _) {
      return false;
    }
  }

  private void assertRefused(String presented, boolean local, String words) {
    assertThatThrownBy(() -> keys.authenticate(presented, local))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.AUTHENTICATION))
        .hasMessageContaining(words)
        .hasMessageNotContaining(presented.isEmpty() ? "\0" : presented);
  }

  private StoreSettings settings() {
    return new StoreSettings(
        folder, 1, 64, Duration.ofMillis(20), Duration.ofSeconds(1), Patience.LIMIT);
  }
}
