package dev.tutti.skill.release;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.config.Section;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.Versions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import tools.jackson.databind.node.ObjectNode;

/** Releases as JSON, of the same form as {@code release.yaml}. */
public final class ReleaseJson {
  private ReleaseJson() {}

  /** A release. */
  public static ObjectNode of(Release release) {
    var json = Json.object();
    json.set("labels", labels(release.labels()));
    json.set("split", of(release.split()));
    if (!release.canary().equals(Release.CanaryRules.OFF)) {
      json.set("canary", of(release.canary()));
    }
    var withdrawn = json.putArray("withdrawn");
    new TreeSet<>(release.withdrawn()).forEach(each -> withdrawn.add(each.getVersion()));
    return json;
  }

  /** The overlay on a release; what it does not touch is left out. */
  public static ObjectNode of(ReleaseOverlay overlay) {
    var json = Json.object();
    if (!overlay.labels().isEmpty()) {
      json.set("labels", labels(overlay.labels()));
    }
    if (overlay.split() != null) {
      json.set("split", of(overlay.split()));
    }
    if (overlay.canary() != null) {
      json.set("canary", of(overlay.canary()));
    }
    if (!overlay.held().isEmpty()) {
      var held = json.putObject("held");
      overlay
          .held()
          .forEach(
              (version, each) ->
                  held.putObject(version.getVersion())
                      .put("revision", each.revision())
                      .put("over", each.over()));
    }
    if (!overlay.withdrawn().isEmpty()) {
      var withdrawn = json.putArray("withdrawn");
      overlay.withdrawn().forEach(each -> withdrawn.add(each.getVersion()));
    }
    return json;
  }

  /** The text that {@link ReleaseOverlay#of} reads. */
  static String text(ReleaseOverlay overlay) {
    return Json.text(of(overlay).put("over", overlay.over()));
  }

  private static ObjectNode labels(Map<String, Semver> labels) {
    var json = Json.object();
    new TreeMap<>(labels).forEach((label, version) -> json.put(label, version.getVersion()));
    return json;
  }

  private static ObjectNode of(Release.Split split) {
    var json = Json.object().put("sticky", split.sticky().name().toLowerCase(Locale.ROOT));
    var arms = json.putObject("arms");
    new TreeMap<>(split.arms())
        .forEach((version, weight) -> arms.put(version.getVersion(), weight));
    return json;
  }

  /** The rules of the canary analysis. */
  static ObjectNode of(Release.CanaryRules canary) {
    var json =
        Json.object()
            .put("baseline", canary.baseline().getVersion())
            .put("min_samples", canary.minSamples())
            .put("window", text(canary.window()));
    var rises = json.putObject("rollback_if");
    new TreeMap<>(canary.rises()).forEach((metric, rise) -> rises.put(metric.word(), rise(rise)));
    var ramp = json.putArray("ramp");
    canary.ramp().forEach(step -> ramp.add(step));
    return json;
  }

  private static String text(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  private static String rise(double share) {
    var percent = BigDecimal.valueOf(share * 100).setScale(3, RoundingMode.HALF_UP);
    return '+' + percent.stripTrailingZeros().toPlainString() + '%';
  }

  /**
   * Split that somebody sends.
   *
   * @param canary the rules of the canary analysis beside it; null when those in force stay
   */
  record SentSplit(Release.Split split, Release.@Nullable CanaryRules canary) {
    /** The versions that it names. */
    Set<Semver> versions() {
      var versions = new TreeSet<>(split.arms().keySet());
      if (canary != null && !canary.baseline().equals(Versions.NONE)) {
        versions.add(canary.baseline());
      }
      return versions;
    }

    private static SentSplit read(Section body) {
      var key = body.key("canary", "guard");
      return new SentSplit(
          Release.Split.read(body),
          body.has(key) ? Release.CanaryRules.read(body.section(key)) : null);
    }
  }

  /**
   * The split that somebody sends.
   *
   * @throws Fault {@code invalid_request}
   */
  static SentSplit split(ObjectNode json) {
    try {
      return ConfigSource.text("body", Json.text(json)).read(Map.of(), SentSplit::read);
    } catch (ConfigException e) {
      throw Fault.of(FaultCode.INVALID_REQUEST, String.valueOf(e.getMessage()))
          .at(e.problems().getFirst().path());
    }
  }
}
