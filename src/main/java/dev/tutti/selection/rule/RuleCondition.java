package dev.tutti.selection.rule;

import dev.tutti.selection.analysis.TaskType;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Condition of a rule: all that is said must hold, of a list one. What is empty is not asked.
 *
 * @param keywords of which the user's text has one
 * @param regex of RE2 that finds something in the user's text
 * @param keys ids of virtual keys, or their owners
 * @param tags of the request
 * @param users end users
 * @param length of the user's text
 */
public record RuleCondition(
    List<String> keywords,
    String regex,
    Set<TaskType> taskTypes,
    Set<String> keys,
    Set<String> tags,
    Set<String> users,
    TextLength length,
    List<HourRange> hours) {

  /** Keeps copies, in their order. */
  public RuleCondition {
    keywords = List.copyOf(keywords);
    taskTypes = Set.copyOf(taskTypes);
    keys = copy(keys);
    tags = copy(tags);
    users = copy(users);
    hours = List.copyOf(hours);
  }

  private static Set<String> copy(Set<String> words) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(words));
  }

  /** Whether it holds for every request. */
  public boolean isEmpty() {
    return keywords.isEmpty()
        && regex.isEmpty()
        && taskTypes.isEmpty()
        && keys.isEmpty()
        && tags.isEmpty()
        && users.isEmpty()
        && length.equals(TextLength.ANY)
        && hours.isEmpty();
  }

  /** Whether it looks at the words of the user's text, which are not recorded. */
  public boolean readsText() {
    return !keywords.isEmpty() || !regex.isEmpty();
  }

  /** Whether it holds wherever another one does, as far as both can be compared. */
  boolean covers(RuleCondition other) {
    return covers(keywords, other.keywords)
        && (regex.isEmpty() || regex.equals(other.regex))
        && covers(taskTypes, other.taskTypes)
        && covers(keys, other.keys)
        && covers(tags, other.tags)
        && covers(users, other.users)
        && length.covers(other.length)
        && covers(hours, other.hours);
  }

  private static boolean covers(Collection<?> some, Collection<?> of) {
    return some.isEmpty() || (!of.isEmpty() && some.containsAll(of));
  }
}
