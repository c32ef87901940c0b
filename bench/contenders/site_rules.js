// The body of each page by the rules that people wrote for its site: {"id", "site", "html"} a line in (bytes in base64),
// {"id", "html"} out.  Run where @postlight/mercury-parser is installed.
const path = require("path");
const parser = require(path.join(process.cwd(), "node_modules", "@postlight", "mercury-parser"));
const lines = require("readline").createInterface({ input: process.stdin });

(async () => {
  for await (const line of lines) {
    const page = JSON.parse(line);
    const html = Buffer.from(page.html, "base64").toString("utf8");
    const options = { html, fetchAllPages: false, contentType: "html" };
    const { content } = await parser.parse(`http://${page.site}/`, options);
    console.log(JSON.stringify({ id: page.id, html: content || "" }));
  }
})();
