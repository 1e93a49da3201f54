package dev.tutti.text;

import java.util.regex.Pattern;

/**
 * Mask for what could be a key, an account or a header of ours in a provider's words. Rather too
 * much than too little: the words are for callers, who know none of it.
 */
public final class KeyMask {
  /** What stands in the place of a secret. */
  public static final String MASK = "***";

  private static final int LONGEST = 1_000;
  private static final Pattern KEY =
      Pattern.compile(
          "\\b(?:sk|pk|rk|ak|gsk|xai|hf|nvapi|csk|fw|tgp|pplx|org|proj|key|AIza)[-_]?"
              + "(?=[\\w*.-]*[\\d*])[\\w*.-]{6,}");
  private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[^\\s\"',]+");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b(api[-_ ]?key(?: id| provided)?|access[-_ ]token|secret|authorization|key"
              + " provided)(\"?\\s*[:=]\\s*\"?)[^\\s\"',;]+");

  private KeyMask() {}

  /** The words without secrets, shortened where they are very long. */
  public static String hide(String words) {
    return hideAll(words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words);
  }

  /** Words of any length without secrets. */
  public static String hideAll(String words) {
    var masked = BEARER.matcher(words).replaceAll("$1 " + MASK);
    masked = NAMED.matcher(masked).replaceAll("$1$2" + MASK);
    return KEY.matcher(masked).replaceAll(MASK);
  }
}
