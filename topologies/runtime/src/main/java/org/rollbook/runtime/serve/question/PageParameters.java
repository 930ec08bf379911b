package org.rollbook.runtime.serve.question;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollbook.runtime.serve.problem.InvalidParameterException;
import org.rollbook.runtime.serve.query.PageRequest;

/// The query parameters of every list: `page_size` and `cursor`.
public final class PageParameters {

  public static final String PAGE_SIZE = "page_size";
  public static final String CURSOR = "cursor";

  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1000;

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private PageParameters() {}

  public static PageRequest of(HttpRequest<?> request) {
    return new PageRequest(
        single(request, PAGE_SIZE).map(PageParameters::size).orElse(DEFAULT_SIZE),
        single(request, CURSOR).map(text -> Cursor.read(text, request.getPath())));
  }

  private static Optional<String> single(HttpRequest<?> request, String name) {
    List<String> sent = request.getParameters().getAll(name);
    if (sent.size() > 1) {
      throw new InvalidParameterException(name, "must be given once");
    }
    return sent.stream().findFirst();
  }

  private static int size(String text) {
    if (!DIGITS.matcher(text).matches() || text.chars().allMatch(digit -> digit == '0')) {
      throw new InvalidParameterException(PAGE_SIZE, "must be a positive whole number, is " + text);
    }
    String digits = text.replaceFirst("^0+", "");
    return digits.length() > 4 ? LARGEST_SIZE : Math.min(Integer.parseInt(digits), LARGEST_SIZE);
  }
}
