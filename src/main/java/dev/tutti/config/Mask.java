package dev.tutti.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Mask over secrets, for those who may see the configuration but not them. A variable's name is
 * shown, never its value.
 */
final class Mask {
  static final String MASK = "***";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_]\\w*}");
  private static final Pattern URL_WITH_SECRET =
      Pattern.compile("(?s).*://([^/\\s]*@|[^\\s]*[?&][^\\s]*(key|token|secret|sig)[^\\s]*=).*");

  private Mask() {}

  /** A value as it is written. */
  static String shown(YamlNode.Scalar scalar, KeyPath path) {
    return hides(scalar.written(), path) ? MASK : scalar.written();
  }

  /** A secret is anything but a bare variable where secrets stand, and an address with one. */
  private static boolean hides(String text, KeyPath path) {
    return path.secret()
        ? !text.isEmpty() && !VARIABLE.matcher(text).matches()
        : URL_WITH_SECRET.matcher(text).matches();
  }

  /** A default. */
  static String assumed(Object value, KeyPath path) {
    var text =
        switch (value) {
          case Duration time -> Units.text(time);
          case Enum<?> choice -> choice.name().toLowerCase(Locale.ROOT);
          default -> value.toString();
        };
    return hides(text, path) ? MASK : text;
  }
}
