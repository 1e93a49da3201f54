package dev.tutti.provider.error;

import dev.tutti.chat.Fault;
import java.util.regex.Pattern;

/**
 * Phrases with which a provider begins a refusal. Only the beginning counts: what a provider
 * repeats of the caller, in quotes or not, comes after words of its own.
 *
 * @param pattern what a message begins with
 */
public record OpeningPhrases(Pattern pattern) {

  /** Phrases as regular expressions, whatever the case of their letters. */
  public static OpeningPhrases of(String... phrases) {
    return new OpeningPhrases(Pattern.compile(String.join("|", phrases), Pattern.CASE_INSENSITIVE));
  }

  /** Whether a refusal of a model begins so; the deployment's name before it does not count. */
  public boolean begin(Fault fault, String model) {
    var message = fault.getMessage();
    int slash = message.indexOf('/');
    var name = "/" + model + ": ";
    int start = slash >= 0 && message.startsWith(name, slash) ? slash + name.length() : 0;
    return pattern.matcher(message).region(start, message.length()).lookingAt();
  }
}
