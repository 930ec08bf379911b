package org.rollbook.runtime.serve.docs;

/// The page that `/` leads to, where that is not `/docs`.
///
/// @param path with a slash at its beginning
public record FrontPage(String path) {}
