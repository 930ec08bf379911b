package org.rollbook.runtime.serve.answer;

import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollbook.runtime.serve.http.Digest;

/// Identifies a body by its bytes (RFC 9110, 8.8.3): the same row has the same tag on every
/// instance.
///
/// It is weak, since it is the same whether and however the body is compressed; a strong one would
/// have to differ (8.8.3.3). `If-None-Match` compares weakly anyway, and we serve no parts of a
/// body.
///
/// @param opaque the text between the quotes
record EntityTag(String opaque) {

  private static final int BYTES = 15;

  private static final Pattern LISTED = Pattern.compile("(?:W/)?\"([^\"]*)\"");

  static EntityTag of(byte[] body) {
    return new EntityTag(
        Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.of(body, BYTES)));
  }

  /// Whether `If-None-Match` names this tag, or `*`. Weak tags match too (RFC 9110, 13.1.2).
  boolean isNamedBy(List<String> ifNoneMatch) {
    for (String line : ifNoneMatch) {
      if (line.strip().equals("*")) {
        return true;
      }
      Matcher listed = LISTED.matcher(line);
      while (listed.find()) {
        if (opaque.equals(listed.group(1))) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "W/\"" + opaque + "\"";
  }
}
