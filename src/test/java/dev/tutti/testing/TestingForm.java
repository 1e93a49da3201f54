package dev.tutti.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form of {@code multipart/form-data} that is built part by part. Not thread-safe. */
public final class TestingForm {
  private static final String BOUNDARY = "tutti-7f3a91";

  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

  /** Adds a field. */
  public TestingForm field(String name, String value) {
    return part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file as the field {@code file}. */
  public TestingForm file(String name, byte[] content) {
    return part(
        "name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: application/octet-stream",
        content);
  }

  /** Adds a file of text as the field {@code file}. */
  public TestingForm file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private TestingForm part(String disposition, byte[] content) {
    write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
    parts.writeBytes(content);
    write("\r\n");
    return this;
  }

  private void write(String text) {
    parts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Its content type. */
  public String type() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  /** All of it. */
  public byte[] bytes() {
    var all = new ByteArrayOutputStream();
    all.writeBytes(parts.toByteArray());
    all.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }
}
