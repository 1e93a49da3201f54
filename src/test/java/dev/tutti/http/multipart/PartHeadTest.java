package dev.tutti.http.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartHeadTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name="file"; filename="in.jsonl"              | file | in.jsonl
          name=file; filename=in.jsonl                  | file | in.jsonl
          NAME="file"; FileName="a; b.jsonl"            | file | a; b.jsonl
          name="file"; filename="say \\"hi\\".jsonl"    | file | say "hi".jsonl
          name="file"; filename="say %22hi%22.jsonl"    | file | say "hi".jsonl
          name="file"; filename="grün 你.jsonl"          | file | grün 你.jsonl
          name="file"; filename="x"; filename*=UTF-8''gr%C3%BCn%20+.jsonl | file | grün +.jsonl
          name="file"; filename="x"; filename*=UTF-8''%zz                 | file | x
          name="expires_after[anchor]"                  | expires_after[anchor] |
          """)
  void names_are_read_as_clients_write_them(String disposition, String field, String file) {
    var head = PartHead.parse("Content-Disposition: form-data; " + disposition);
    assertThat(head.field()).isEqualTo(field);
    assertThat(head.file().orElse(null)).isEqualTo(file);
  }
}
