package dev.tutti.document.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;

/** Small files that would be large in memory. */
public final class HostileFiles {
  private HostileFiles() {}

  /** Files of many kinds by their names; each is refused. */
  public static Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    var objects = "/Type/ObjStm";
    files.put("content.pdf", pdf("/FlateDecode", deflated(200)));
    files.put("objects.pdf", pdf("/FlateDecode" + objects, deflated(200)));
    var letters = printable(COSName.ASCII85_DECODE, deflated(200));
    files.put("letters.pdf", pdf("[/ASCII85Decode/FlateDecode]" + objects, letters));
    var digits = printable(COSName.ASCII_HEX_DECODE, deflated(200));
    files.put("digits.pdf", pdf("[/ASCIIHexDecode/FlateDecode]" + objects, digits));
    files.put("lzw.pdf", pdf("/LZWDecode", lzw(20)));
    files.put("filters.pdf", pdf(" 9 0 R", deflated(lzw(20)), "9 0 obj [/Fl/LZW] endobj"));
    files.put("tags.docx", docx("<w:p/>".repeat(1_000_000)));
    files.put("deep.docx", docx("<w:p>" + "<w:r>".repeat(300_000) + "</w:p>"));
    var cell = "<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>".repeat(20_000);
    var merged = "<mergeCells><mergeCell ref=\"A1:ZZ1048576\"/></mergeCells>";
    files.put(
        "merged.xlsx",
        xlsx("<worksheet><sheetData>%s</sheetData>%s</worksheet>".formatted(cell, merged)));
    files.put("tags.html", bytes("<html>" + "<b>".repeat(900_000)));
    files.put("signs.md", bytes("# a\n" + "*a* ".repeat(500_000)));
    files.put("cells.csv", bytes((",".repeat(999) + "\n").repeat(600)));
    return files;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Deflated zeros. */
  static byte[] deflated(int mebibytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      for (int i = 0; i < mebibytes; i++) {
        deflater.write(new byte[1 << 20]);
      }
    }
    return out.toByteArray();
  }

  static byte[] deflated(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.toByteArray();
  }

  /** As many zeros as that, and some more, in codes of LZW, each but the first of one more zero. */
  static byte[] lzw(int mebibytes) {
    var out = new ByteArrayOutputStream();
    int bits = 0;
    int held = 0;
    long zeros = 0;
    for (int code = 256; zeros < (long) mebibytes << 20; code = next(code)) {
      int wide = code < 511 ? 9 : code < 1_023 ? 10 : code < 2_047 ? 11 : 12;
      bits = (bits << wide) | code;
      for (held += wide; held >= 8; held -= 8) {
        out.write(bits >> (held - 8));
      }
      bits &= (1 << held) - 1;
      zeros += code < 256 ? 1 : code - 256;
    }
    out.write(bits << (8 - held));
    return out.toByteArray();
  }

  /** Clear, a zero, and what has come to be known last; the last code of all again and again. */
  private static int next(int code) {
    return code == 256 ? 0 : code == 0 ? 258 : Math.min(4_095, code + 1);
  }

  /** Bytes as a filter of PDF writes them. */
  static byte[] printable(COSName filter, byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    FilterFactory.INSTANCE
        .getFilter(filter)
        .encode(new ByteArrayInputStream(bytes), out, new COSDictionary(), 0);
    return out.toByteArray();
  }

  /** A PDF of one page with a content of these bytes. */
  static byte[] pdf(String filter, byte[] content) throws IOException {
    return pdf(filter, content, "");
  }

  /** The same with more objects. */
  static byte[] pdf(String filter, byte[] content, String objects) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(
        bytes(
            """
            %PDF-1.4
            1 0 obj
            <</Type/Catalog/Pages 2 0 R>>
            endobj
            2 0 obj
            <</Type/Pages/Kids[3 0 R]/Count 1>>
            endobj
            3 0 obj
            <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>
            endobj
            4 0 obj
            """));
    out.write(bytes("<</Length %d/Filter%s>>\nstream\n".formatted(content.length, filter)));
    out.write(content);
    out.write(bytes("\nendstream\nendobj\n" + objects + "\ntrailer <</Root 1 0 R>>\n%%EOF\n"));
    return out.toByteArray();
  }

  static byte[] docx(String body) throws IOException {
    return zip("word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>");
  }

  static byte[] xlsx(String sheet) throws IOException {
    return zip(
        "xl/workbook.xml",
        "<workbook><sheets><sheet name=\"A\"/></sheets></workbook>",
        "xl/worksheets/sheet1.xml",
        sheet);
  }

  /** Names and contents in turn. */
  static byte[] zip(String... entries) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry(entries[i]));
        zip.write(bytes(entries[i + 1]));
      }
    }
    return out.toByteArray();
  }
}
