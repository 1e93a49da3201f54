package dev.tutti.selection.rule;

import dev.tutti.selection.analysis.TaskType;
import java.time.Instant;
import java.util.Set;

/**
 * Request as rules see it.
 *
 * @param text of the user
 * @param key id of the virtual key, empty for an anonymous caller
 * @param owner of the key, empty for an anonymous caller
 * @param user the end user, may be empty
 * @param at when it came
 */
public record RuleSubject(
    String text,
    TaskType taskType,
    String key,
    String owner,
    String user,
    Set<String> tags,
    Instant at) {}
