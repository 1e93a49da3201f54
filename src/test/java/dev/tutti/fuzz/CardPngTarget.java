package dev.tutti.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;

/** The reader of cards in pictures. */
public final class CardPngTarget {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final List<String> KEYWORDS =
      List.of("chara", "ccv3", "chara-ext-asset_:0", "Comment");

  private CardPngTarget() {}

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, CardPngTarget::fuzzerTestOneInput);
  }

  /**
   * Reads a picture. Of anything else the first byte chooses how the rest is framed: as chunks of a
   * picture, or as the contents of one chunk of text beside a good card.
   */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0 || Arrays.mismatch(input, SIGNATURE) >= SIGNATURE.length) {
      CardTarget.read(input);
      return;
    }
    int way = input[0] & 0xff;
    var rest = Arrays.copyOfRange(input, 1, input.length);
    var file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    if (way < 64) {
      file.writeBytes(rest);
    } else {
      chunk(file, "tEXt", text("chara\0", Base64.getEncoder().encode(CardTarget.DOCUMENT)));
      framed(file, KEYWORDS.get(way & 3), way >> 2 & 7, rest);
      chunk(file, "IEND", new byte[0]);
    }
    CardTarget.read(file.toByteArray());
  }

  private static void framed(ByteArrayOutputStream file, String keyword, int way, byte[] bytes) {
    switch (way) {
      case 0 -> chunk(file, "tEXt", text(keyword + '\0', bytes));
      case 1 -> chunk(file, "tEXt", text(keyword + '\0', Base64.getEncoder().encode(bytes)));
      case 2 -> chunk(file, "zTXt", text(keyword + "\0\0", bytes));
      case 3 -> chunk(file, "zTXt", text(keyword + "\0\0", deflated(bytes)));
      case 4 -> chunk(file, "iTXt", text(keyword + '\0', bytes));
      case 5 -> chunk(file, "iTXt", text(keyword + "\0\1\0\0\0", deflated(bytes)));
      case 6 -> chunk(file, "iTXt", text(keyword + "\0\0\0en\0\0", bytes));
      default -> chunk(file, "tEXt", bytes);
    }
  }

  private static byte[] text(String head, byte[] bytes) {
    var text = new ByteArrayOutputStream();
    text.writeBytes(head.getBytes(ISO_8859_1));
    text.writeBytes(bytes);
    return text.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] bytes) {
    file.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
    file.writeBytes(type.getBytes(ISO_8859_1));
    file.writeBytes(bytes);
    file.writeBytes(new byte[4]); // a wrong checksum is only told
  }

  private static byte[] deflated(byte[] bytes) {
    var piece = new byte[bytes.length + 100];
    try (var deflater = new Deflater(1)) {
      deflater.setInput(bytes);
      deflater.finish();
      return Arrays.copyOf(piece, deflater.deflate(piece));
    }
  }
}
