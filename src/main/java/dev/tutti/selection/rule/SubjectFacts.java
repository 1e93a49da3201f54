package dev.tutti.selection.rule;

import dev.tutti.selection.keyword.KeywordText;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Subject with what several rules ask of it, made when the first one asks. For one thread. */
final class SubjectFacts {
  private final RuleSubject subject;
  private final ZonedDateTime time;
  private final int length;
  private @Nullable KeywordText words;

  SubjectFacts(RuleSubject subject, ZoneId zone) {
    this.subject = subject;
    this.time = subject.at().atZone(zone);
    this.length = subject.text().codePointCount(0, subject.text().length());
  }

  RuleSubject subject() {
    return subject;
  }

  ZonedDateTime time() {
    return time;
  }

  int length() {
    return length;
  }

  KeywordText words() {
    var known = words;
    if (known == null) {
      known = KeywordText.of(subject.text());
      words = known;
    }
    return known;
  }
}
