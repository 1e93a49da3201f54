package dev.tutti.alert.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.alert.AlertType;
import dev.tutti.alert.rule.AlertRule.Severity;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.chat.Json;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which alerts are told together, and when, in virtual time. */
class NotificationGroupTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z"); // a Sunday

  private final List<List<Notice>> told = new ArrayList<>();
  private final Set<String> muted = new HashSet<>();
  private NotificationGroup group = NotificationGroup.EMPTY;
  private Instant now = START;

  @Test
  void alerts_of_half_a_minute_are_one_message_and_others_come_every_five() {
    fire("a");
    advance(Duration.ofSeconds(20));
    fire("b");
    assertThat(told).isEmpty();
    advance(Duration.ofSeconds(10));
    assertThat(ids(0)).containsExactly("a", "b");
    fire("c");
    advance(Duration.ofMinutes(4));
    assertThat(told).hasSize(1);
    advance(Duration.ofMinutes(1));
    assertThat(ids(1)).containsExactly("a", "b", "c");
  }

  @Test
  void what_goes_on_is_told_every_four_hours_and_the_end_at_once() {
    fire("a");
    advance(Duration.ofHours(9));
    assertThat(told).hasSize(3);
    end("a");
    advance(Duration.ofSeconds(10));
    assertThat(told).hasSize(4);
    assertThat(told.getLast().getFirst().firing()).isFalse();
    assertThat(group.isEmpty()).isTrue();
    advance(Duration.ofHours(9));
    assertThat(told).hasSize(4);
  }

  @Test
  void an_alert_that_ends_before_it_is_told_is_told_once() {
    fire("a");
    advance(Duration.ofSeconds(10));
    end("a");
    advance(Duration.ofMinutes(1));
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().getFirst().firing()).isFalse();
  }

  @Test
  void what_is_muted_is_told_when_it_still_lasts_afterwards() {
    muted.add("a");
    muted.add("b");
    fire("a");
    fire("b");
    advance(Duration.ofHours(1));
    end("b");
    advance(Duration.ofHours(1));
    assertThat(told).isEmpty();
    muted.clear();
    advance(Duration.ofSeconds(10));
    assertThat(told).hasSize(1);
    assertThat(ids(0)).containsExactly("a");
    muted.add("a");
    end("a");
    advance(Duration.ofSeconds(10));
    assertThat(told).as("the end of what was told").hasSize(2);
  }

  @Test
  void whatever_happens_every_alert_is_told_and_ends_for_whom_it_was_told() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      begin();
      var firing = new HashSet<String>();
      for (int i = 0; i < 300; i++) {
        var id = "a" + random.nextInt(4);
        if (random.nextInt(8) == 0) {
          if (firing.add(id)) {
            fire(id);
          } else {
            firing.remove(id);
            end(id);
          }
        }
        if (random.nextInt(30) == 0 && !muted.remove(id)) {
          muted.add(id);
        }
        if (random.nextInt(10) == 0) { // a restart
          group = NotificationGroupJson.read(Json.tree(Json.text(NotificationGroupJson.of(group))));
        }
        advance(Duration.ofSeconds(10 + random.nextInt(60)));
      }
      muted.clear();
      advance(Duration.ofMinutes(6));
      assertThat(open()).as("seed %d", seed).isEqualTo(firing);
      Set.copyOf(firing).forEach(this::end);
      advance(Duration.ofMinutes(6));
      assertThat(open()).as("seed %d", seed).isEmpty();
      assertThat(group.isEmpty()).as("seed %d", seed).isTrue();
    }
  }

  /** Alerts that a receiver takes for firing who has read all messages. */
  private Set<String> open() {
    var open = new HashSet<String>();
    for (var message : told) {
      for (var each : message) {
        if (each.firing()) {
          open.add(each.id());
        } else {
          open.remove(each.id());
        }
      }
    }
    return open;
  }

  @Test
  void a_message_says_what_fires_since_when_and_what_has_ended() {
    fire("a");
    advance(Duration.ofMinutes(1));
    var message = NotificationText.message("msg_1", "rule/slow/up", told.getFirst(), now);
    assertThat(message.type()).isEqualTo(AlertType.ALERT_FIRING);
    assertThat(message.title()).isEqualTo("Firing: slow (up)");
    assertThat(message.lines())
        .containsExactly("deployment=up/a: 4.2 s, limit 3 s, since 2026-03-01T12:00:00Z");
    assertThat(message.json().at("/data/alerts/0/labels/deployment").asString()).isEqualTo("up/a");
    end("a");
    advance(Duration.ofMinutes(1));
    var end = NotificationText.message("msg_2", "rule/slow/up", told.getLast(), now);
    assertThat(end.type()).isEqualTo(AlertType.ALERT_RESOLVED);
    assertThat(end.title()).isEqualTo("Resolved: slow (up)");
    assertThat(end.lines().getFirst()).startsWith("resolved: deployment=up/a: ");
  }

  @Test
  void a_silence_is_about_rules_and_labels_for_a_time() {
    var silence =
        new Silence(
            "s",
            START,
            START.plusSeconds(60),
            Map.of("rule", "sl*", "provider", "up"),
            "why",
            "me");
    assertThat(silence.mutes(about("slow", "total_p95", "a"), START)).isTrue();
    assertThat(silence.mutes(about("slow", "total_p95", "a"), START.plusSeconds(60))).isFalse();
    assertThat(silence.mutes(about("slow", "total_p95", "a"), START.minusSeconds(1))).isFalse();
    assertThat(silence.mutes(about("other", "total_p95", "a"), START)).isFalse();
    assertThat(Silence.matches("a*b*", "aXbY")).isTrue();
    assertThat(Silence.matches("a.c", "abc")).isFalse();
  }

  @Test
  void a_maintenance_window_may_go_over_midnight_in_its_zone() {
    var window =
        new MaintenanceWindow(
            EnumSet.of(DayOfWeek.SUNDAY),
            LocalTime.of(22, 0),
            LocalTime.of(2, 0),
            ZoneId.of("Asia/Shanghai"),
            List.of("slow*"));
    assertThat(window.mutes("slow", Instant.parse("2026-03-01T14:00:00Z"))).isTrue();
    assertThat(window.mutes("slow", Instant.parse("2026-03-01T17:59:00Z"))).isTrue();
    assertThat(window.mutes("slow", Instant.parse("2026-03-01T18:00:00Z"))).isFalse();
    assertThat(window.mutes("slow", Instant.parse("2026-02-28T14:00:00Z"))).isFalse();
    assertThat(window.mutes("other", Instant.parse("2026-03-01T14:00:00Z"))).isFalse();
  }

  @Test
  void a_provider_that_is_down_is_the_reason_for_the_rest() {
    var down = List.of(Notice.firing("d", about("down", "provider_down", "x"), START, ""));
    assertThat(Inhibition.mutes(down, about("slow", "total_p95", "a"))).isTrue();
    assertThat(Inhibition.mutes(down, about("down", "provider_down", "x"))).isFalse();
    var open = List.of(Notice.firing("o", about("open", "breaker_open", "a"), START, ""));
    assertThat(Inhibition.mutes(open, about("slow", "attempt_p95", "a"))).isTrue();
    assertThat(Inhibition.mutes(open, about("slow", "attempt_p95", "b"))).isFalse();
    assertThat(Inhibition.mutes(open, about("bad", "attempt_error_rate", "a"))).isFalse();
  }

  private void begin() {
    told.clear();
    muted.clear();
    group = NotificationGroup.EMPTY;
    now = START;
  }

  private void fire(String id) {
    group =
        group.with(Notice.firing(id, about("slow", "total_p95", id), now, "4.2 s, limit 3 s"), now);
  }

  private void end(String id) {
    group.notice(id).ifPresent(notice -> group = group.with(notice.ended("1 s"), now));
  }

  /** Looks every ten seconds. */
  private void advance(Duration time) {
    for (int i = 0; i < time.toSeconds() / 10; i++) {
      now = now.plusSeconds(10);
      var step = group.due(notice -> muted.contains(notice.id()), now);
      group = step.next();
      if (!step.told().isEmpty()) {
        told.add(step.told());
      }
    }
  }

  private List<String> ids(int nth) {
    return told.get(nth).stream().map(Notice::id).toList();
  }

  private static Notice.About about(String rule, String measure, String name) {
    return new Notice.About(
        rule, measure, GroupLabels.of(Map.of("deployment", "up/" + name)), "up", Severity.WARN);
  }
}
