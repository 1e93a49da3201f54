package dev.tutti.document.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalCommaTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Der Umsatz stieg um 12,5 % auf der ganzen Welt und das freut uns. | 0.125",
        "Das Ergebnis betrug im Jahr 2024 nach der Prüfung 1.234,5 Mio. €. | 1234500000",
        "Die Marge lag am 31.12.2024 bei der Tochter und im Konzern bei 7,25 Prozent. | 0.0725",
        "Le chiffre d'affaires est de 3,2 milliards d'euros dans les comptes. | 3200000000",
        "El margen fue del 4,75 % y los costes de la empresa no son altos. | 0.0475",
        "Il fatturato della società è di 1 234,56 € nel mercato. | 1234.56"
      })
  void the_words_and_the_numbers_make_it_certain(String text, String value) {
    assertThat(NumberGrammar.read(text))
        .singleElement()
        .satisfies(number -> assertThat(number.amount()).isEqualByComparingTo(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sales of the group rose to 1,234 and costs to 12,5 of the last year",
        "收入12,5亿元，der das und ist",
        "12,5",
        "Der Umsatz betrug 12.5 % und der Gewinn 3,5 % und das ist gut",
        "Der Umsatz der Firma in Zürich betrug im Jahr CHF 1,234.50, Rabatt 12,5",
        "Der Umsatz der Firma betrug im Jahr 1,234",
        "The German words der, das, und, ist, mit and von are of the language; 12,5 to the reader"
            + " of this"
      })
  void nothing_else_does(String text) {
    assertThat(DecimalComma.certain(text)).isFalse();
  }

  @Test
  void numbers_of_sections_are_outweighed() {
    assertThat(
            DecimalComma.certain(
                "2.1 Umsatz\nDer Umsatz stieg um 12,5 % auf 3,4 Mio. € und das Ergebnis um 1,5 %"))
        .isTrue();
  }

  @Test
  void dates_with_points_are_no_quantities() {
    assertThat(NumberGrammar.read("Stand: 31.12.2024, 1.2.24")).isEmpty();
  }
}
