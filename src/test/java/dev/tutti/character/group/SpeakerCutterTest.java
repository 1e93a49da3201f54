package dev.tutti.character.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakerCutterTest {
  private static final List<String> OTHERS = List.of("Bo", "李明", "Dr. Lee", "Kim");

  private static String heard(String reply, int pieces) {
    var cutter = new SpeakerCutter(List.of("Ann", "安"), OTHERS);
    var heard = new StringBuilder();
    for (int at = 0; at < reply.length(); at += pieces) {
      heard.append(cutter.add(reply.substring(at, Math.min(reply.length(), at + pieces))));
    }
    return heard.append(cutter.end()).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Hello there.                          | Hello there.
          Hi.~Bo: No!                           | Hi.
          Hi.~~~李明：不行                      | Hi.
          Hi.^~ **Bo:** No!                     | Hi.
          Hi.~【李明】：不行                    | Hi.
          Hi.~dr. lee : no                      | Hi.
          Bo: I am not Ann.                     | ``
          Ann: Hi.                              | Hi.
          **Ann:** Hi.                          | Hi.
          安：你好。                            | 你好。
          Ann: Bo: no                           | ``
          Ann: *smiles* Hi.                     | *smiles* Hi.
          [Ann]: [x] Hi.                        | [x] Hi.
          **Ann:** *smiles*                     | *smiles*
          Ann:~Hi.                              | Hi.
          I told Bo: go away.~Bobby: who?~Bo    | I told Bo: go away.~Bobby: who?~Bo
          Ann was here.~Ann: yes                | Ann was here.~Ann: yes
          Kimono~李明亮：好~Dr. Leeds: hm       | Kimono~李明亮：好~Dr. Leeds: hm
          One.~~Two.~                           | One.~~Two.~
          """)
  void nobody_speaks_for_another(String reply, String expected) {
    for (int pieces = 1; pieces <= reply.length(); pieces++) {
      var text = reply.replace('~', '\n').replace('^', '\r');
      assertThat(heard(text, pieces))
          .as("in pieces of %d", pieces)
          .isEqualTo(expected.replace('~', '\n'));
    }
  }
}
