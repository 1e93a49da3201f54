package dev.tutti.selection.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tutti.selection.keyword.KeywordSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule whose keywords and expression are compiled. Cheap conditions are asked first. */
final class CompiledRule {
  private static final int MOST_SHOWN = 40;

  private final RoutingRule rule;
  private final @Nullable KeywordSet keywords;
  private final @Nullable Pattern regex;

  private CompiledRule(RoutingRule rule, @Nullable KeywordSet keywords, @Nullable Pattern regex) {
    this.rule = rule;
    this.keywords = keywords;
    this.regex = regex;
  }

  static CompiledRule of(RoutingRule rule) {
    var when = rule.when();
    return new CompiledRule(
        rule,
        when.keywords().isEmpty() ? null : KeywordSet.of(when.keywords()),
        when.regex().isEmpty() ? null : Pattern.compile(when.regex()));
  }

  /**
   * Compiles an expression, only to see whether it is one.
   *
   * @throws IllegalArgumentException when it is none
   */
  static void check(String regex) {
    try {
      var _ = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The match, with a reason for each part of the condition. */
  Optional<RuleMatch> match(SubjectFacts facts) {
    var reasons = new ArrayList<String>(2);
    boolean holds =
        caller(facts.subject(), reasons)
            && task(facts.subject(), reasons)
            && length(facts, reasons)
            && hours(facts, reasons)
            && keywords(facts, reasons)
            && regex(facts.subject(), reasons);
    return holds ? Optional.of(new RuleMatch(rule, reasons)) : Optional.empty();
  }

  private boolean caller(RuleSubject subject, List<String> reasons) {
    var when = rule.when();
    return one("key", when.keys(), List.of(subject.key(), subject.owner()), reasons)
        && one("user", when.users(), List.of(subject.user()), reasons)
        && one("tag", when.tags(), List.copyOf(subject.tags()), reasons);
  }

  private static boolean one(
      String what, Set<String> wanted, List<String> there, List<String> reasons) {
    if (wanted.isEmpty()) {
      return true;
    }
    for (var each : there) {
      if (!each.isEmpty() && wanted.contains(each)) {
        reasons.add("%s %s".formatted(what, each));
        return true;
      }
    }
    return false;
  }

  private boolean task(RuleSubject subject, List<String> reasons) {
    var types = rule.when().taskTypes();
    if (types.isEmpty()) {
      return true;
    }
    reasons.add("task type " + subject.taskType().label());
    return types.contains(subject.taskType());
  }

  private boolean length(SubjectFacts facts, List<String> reasons) {
    if (rule.when().length().equals(TextLength.ANY)) {
      return true;
    }
    reasons.add("%d characters".formatted(facts.length()));
    return rule.when().length().contains(facts.length());
  }

  private boolean hours(SubjectFacts facts, List<String> reasons) {
    var hours = rule.when().hours();
    if (hours.isEmpty()) {
      return true;
    }
    reasons.add("at " + facts.time().toLocalTime().withNano(0));
    return hours.stream().anyMatch(each -> each.contains(facts.time()));
  }

  private boolean keywords(SubjectFacts facts, List<String> reasons) {
    if (keywords == null) {
      return true;
    }
    var found = keywords.firstIn(facts.words());
    found.ifPresent(match -> reasons.add("keyword \"%s\"".formatted(match.keyword())));
    return found.isPresent();
  }

  private boolean regex(RuleSubject subject, List<String> reasons) {
    if (regex == null) {
      return true;
    }
    reasons.add("expression " + shortened(rule.when().regex()));
    return regex.matcher(subject.text()).find();
  }

  private static String shortened(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
  }
}
