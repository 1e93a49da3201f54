package dev.tutti.report.invoice;

import dev.tutti.call.DeploymentId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Deployments that a line of an invoice may be about, by their names: {@code GPT-4o (input)} is
 * about {@code gpt-4o}, {@code gpt-4o} also about {@code gpt-4o-2024-08-06}, and {@code
 * gpt-4o-mini} about neither: it is another model.
 */
final class InvoiceMatch {
  private static final String OTHER = "[^\\p{L}\\p{N}]";
  private static final String END = "(?![\\p{L}\\p{N}])";
  private static final Pattern OTHERS = Pattern.compile(OTHER);

  /** Rest of a name that makes another model of it: a size, a variant, or the 1 of {@code 4.1}. */
  private static final String VARIANT =
      "(?:"
          + (OTHER + "*+(?:mini|nano|micro|tiny|lite|small|medium|large|flash|turbo|pro|plus|max")
          + "|ultra|codex|realtime|transcribe|tts|instruct|thinking|distill|deep)"
          + "|[-._:](?:audio|search|image|vision|chat|reasoning|\\d{1,2}|\\d+[bkm])"
          + ")"
          + END;

  /** Rest of a name that makes a version of it: a date, a number or a word. */
  private static final Pattern VERSION =
      Pattern.compile(
          "(?!" + VARIANT + ")(?:" + OTHER + "*\\d)*" + OTHER + "*(?:latest|preview|v\\d+)?");

  private final List<Known> known;

  /**
   * @param known deployments of ours
   */
  InvoiceMatch(Collection<DeploymentId> known) {
    this.known = known.stream().map(Known::new).toList();
  }

  /** The deployments of ours that a line means; none where there is no such name. */
  Set<String> of(InvoiceLine line) {
    var provider = plain(line.provider());
    var offered = known.stream().filter(each -> isProvider(provider, plain(each.id.provider())));
    return models(line.model(), offered.toList()).stream()
        .map(each -> each.id.deployment())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isProvider(String theirs, String ours) {
    return theirs.isEmpty() || theirs.contains(ours) || ours.contains(theirs);
  }

  private static List<Known> models(String theirs, List<Known> offered) {
    if (plain(theirs).isEmpty()) {
      return offered;
    }
    var longest =
        offered.stream()
            .filter(each -> each.isIn(theirs))
            .map(each -> each.plain)
            .max(Comparator.comparingInt(String::length));
    if (longest.isPresent()) {
      return offered.stream().filter(each -> each.plain.equals(longest.get())).toList();
    }
    var name = words(theirs);
    return offered.stream().filter(each -> isVersion(each.id.model(), name)).toList();
  }

  private static boolean isVersion(String ours, Pattern theirs) {
    var start = theirs.matcher(ours);
    return start.lookingAt() && VERSION.matcher(ours.substring(start.end())).matches();
  }

  private static String plain(String name) {
    return OTHERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /** A name as whole words of a text, however they are divided. */
  private static Pattern words(String name) {
    var letters =
        plain(name)
            .codePoints()
            .mapToObj(Character::toString)
            .collect(Collectors.joining(OTHER + "*+"));
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + letters + END, Pattern.CASE_INSENSITIVE);
  }

  /**
   * Deployment of ours.
   *
   * @param plain name of its model without what divides words
   * @param words the same as it may stand in a text
   */
  private record Known(DeploymentId id, String plain, Pattern words) {
    Known(DeploymentId id) {
      this(
          id,
          InvoiceMatch.plain(id.model()),
          Pattern.compile(
              InvoiceMatch.words(id.model()).pattern() + "(?!" + VARIANT + ")",
              Pattern.CASE_INSENSITIVE));
    }

    boolean isIn(String text) {
      return !plain.isEmpty() && words.matcher(text).find();
    }
  }
}
