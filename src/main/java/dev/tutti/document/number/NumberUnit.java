package dev.tutti.document.number;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Unit of a number.
 *
 * @param name as it is written, without its scale
 * @param currency ISO 4217 code
 * @param scale factor that is part of the value already, such as 10,000 for 万元
 */
public record NumberUnit(@Nullable String name, @Nullable String currency, BigDecimal scale) {

  static final NumberUnit NONE = new NumberUnit(null, null, BigDecimal.ONE);
}
