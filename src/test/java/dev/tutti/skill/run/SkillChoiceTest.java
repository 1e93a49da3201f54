package dev.tutti.skill.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.config.ConfigSource;
import dev.tutti.skill.TestingTime;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.skill.api.TestingRelease;
import dev.tutti.skill.api.VersionSelector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.semver4j.Semver;

/** Who gets which version. */
class SkillChoiceTest {
  private static final List<String> ALL = List.of("1.2.0", "1.9.0", "1.10.0", "2.0.0-beta.1");
  private static final String SPLIT =
      "split: {sticky: %s, arms: {1.2.0: 70, 1.9.0: 20, 1.10.0: 10}}";

  /** The 99.9th percentile of chi-square with two degrees of freedom. */
  private static final double MOST_CHI_SQUARE = 13.82;

  private final SkillSessions sessions = SkillSessions.inMemory(new TestingTime());
  private final SkillChoice choice = new SkillChoice(sessions);

  private static SkillVersions versions(String release) {
    var skills = new TreeMap<Semver, Skill>();
    ALL.forEach(each -> skills.put(new Semver(each), TestingRelease.skill(each, "Hi")));
    var read = ConfigSource.text(Release.FILE, release).read(Map.of(), Release::read);
    return new SkillVersions("hello", skills, null, read, List.of());
  }

  private static Caller caller(String user, String session) {
    return Caller.ANONYMOUS.forUser(user).inSession(session);
  }

  private static String found(SkillVersions versions, String wanted) {
    return versions.find(VersionSelector.of(wanted), 0).version().getVersion();
  }

  @Test
  void ranges_are_those_of_npm_and_numbers_are_numbers() {
    var versions = versions("");
    assertThat(found(versions, "^1.2")).isEqualTo("1.10.0");
    assertThat(found(versions, "~1.9.0")).isEqualTo("1.9.0");
    assertThat(found(versions, ">=1.2 <1.10")).isEqualTo("1.9.0");
    assertThat(found(versions, "1.x || 1.2.0")).isEqualTo("1.10.0");
    assertThat(found(versions, "1.9.0")).isEqualTo("1.9.0");
  }

  @Test
  void what_is_not_stable_is_given_to_those_who_ask_for_it() {
    var versions = versions("");
    assertThat(found(versions, "")).isEqualTo("1.10.0");
    assertThat(found(versions, "latest")).isEqualTo("1.10.0");
    assertThat(found(versions, "*")).isEqualTo("1.10.0");
    assertThat(found(versions, "2.0.0-beta.1")).isEqualTo("2.0.0-beta.1");
    assertThat(found(versions, "^2.0.0-beta")).isEqualTo("2.0.0-beta.1");
    assertThatThrownBy(() -> found(versions, "^2")).isInstanceOf(Fault.class);
  }

  @Test
  void labels_stand_for_versions() {
    var versions = versions("labels: {production: 1.2.0, canary: 1.9.0}");
    assertThat(found(versions, "")).isEqualTo("1.2.0");
    assertThat(found(versions, "canary")).isEqualTo("1.9.0");
    assertThat(found(versions, "latest")).isEqualTo("1.10.0");
    assertThatThrownBy(() -> found(versions, "next"))
        .hasMessageContaining("no version is next")
        .hasMessageContaining("labels [production, canary]");
  }

  @Test
  void a_split_shares_sessions_out_as_it_says() {
    for (var names : List.of("s%d", "session-%08d", "会话%d")) {
      var counts = new HashMap<String, Integer>();
      for (int i = 0; i < 20_000; i++) {
        var chosen =
            choice.of(
                versions(SPLIT, "session"),
                VersionSelector.of(""),
                caller("", names.formatted(i)),
                0.5);
        counts.merge(chosen.version().getVersion(), 1, Integer::sum);
      }
      double chiSquare =
          term(counts, "1.2.0", 14_000)
              + term(counts, "1.9.0", 4_000)
              + term(counts, "1.10.0", 2_000);
      System.out.printf("%s: %s, chi-square %.2f%n", names, counts, chiSquare);
      assertThat(chiSquare).as(names).isLessThan(MOST_CHI_SQUARE);
    }
  }

  private static final Map<String, SkillVersions> SPLITS = new HashMap<>();

  private static SkillVersions versions(String split, String sticky) {
    return SPLITS.computeIfAbsent(sticky, _ -> versions(split.formatted(sticky)));
  }

  private static double term(Map<String, Integer> counts, String version, double expected) {
    double off = counts.getOrDefault(version, 0) - expected;
    return off * off / expected;
  }

  @Test
  void callers_keep_to_their_arms() {
    for (int i = 0; i < 500; i++) {
      var one =
          choice.of(versions(SPLIT, "session"), VersionSelector.of(""), caller("u", "s" + i), 0.1);
      var again =
          choice.of(versions(SPLIT, "session"), VersionSelector.of(""), caller("u", "s" + i), 0.9);
      assertThat(again).isSameAs(one);
      var user =
          choice.of(versions(SPLIT, "user"), VersionSelector.of(""), caller("u" + i, "s1"), 0.1);
      var other =
          choice.of(versions(SPLIT, "user"), VersionSelector.of(""), caller("u" + i, "s2"), 0.9);
      assertThat(other).isSameAs(user);
    }
  }

  @Test
  void a_session_stays_with_its_version_unless_that_is_withdrawn() {
    var before = versions("labels: {production: 1.2.0}");
    var after = versions("labels: {production: 1.9.0}");
    var talking = caller("u", "s");
    sessions.remember(
        talking,
        choice.of(before, VersionSelector.of(""), talking, 0),
        SkillSessionTable.StoredSession.LastPrompt.NOTHING,
        Json.object(),
        Duration.ZERO);
    assertThat(choice.of(after, VersionSelector.of(""), talking, 0).version()).hasToString("1.2.0");
    var release = after.release();
    var withdrawn =
        new Release(
            release.labels(), release.split(), release.canary(), Set.of(new Semver("1.2.0")));
    var gone = new SkillVersions("hello", after.versions(), null, withdrawn, List.of());
    assertThat(choice.of(gone, VersionSelector.of(""), talking, 0).version()).hasToString("1.9.0");
  }
}
