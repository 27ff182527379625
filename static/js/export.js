// A citation that stands open already gets its button too: the site's script waits for its unfolding.
for (const line of document.querySelectorAll("details.cite[open]")) {
  line.dispatchEvent(new Event("toggle"));
}
